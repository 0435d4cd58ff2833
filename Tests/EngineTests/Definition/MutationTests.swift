import Documents
import Engine
import JSON
import Testing

/// Every value of a rich definition is replaced by values of every type: whatever comes out, it is either a program or
/// a report that says why not, with places.
struct MutationTests {
  static let workflow = """
    id: rich
    version: 1.10
    name: Rich
    tags: [a]
    labels: {team: ops}
    vars: {n: 1}
    timeout: 2h
    retryDefaults: {maxAttempts: 2}
    inputSchema: {type: object}
    output: {n: "{{ ctx.n }}"}
    onFailure: tidy
    start: begin
    states:
    - {name: begin, type: inject, data: {x: 1}, resultPath: ctx.config, next: both}
    - name: both
      type: parallel
      join: {mode: all, onBranchError: fail, cancelRest: true}
      branches:
      - {name: one, states: [{name: look, type: agent, agent: checker, task: Look, variables: {a: 1}, end: true}]}
      - {name: two, agent: fixer, prompt: Fix, timeout: 5, input: {b: 2}, retry: {backoff: linear}, resultPath: r}
      catch: [{errors: [timeout], resultPath: problem, next: all}, {end: true}]
      next: all
    - name: all
      type: foreach
      itemsPath: ctx.services
      itemName: service
      indexName: number
      maxConcurrency: 2
      iterator: {start: go, states: [{name: go, type: operation, action: noop, input: {s: "{{ service }}"}, end: true}]}
      onError: continue
      next: ask
    - name: ask
      type: operation
      action: human.approval
      input:
        title: Go
        message: Go?
        summaryPath: steps.both
        evidence: [steps.all]
        approvers: [team:ops]
        onReject: cancel
        rejectNext: tidy
        onTimeout: reject
        timeoutNext: tidy
        timeoutSeconds: 60
      next: run
    - name: run
      type: operation
      action: agent.run
      inputPath: ctx
      input: {agent: checker, task: Run, variables: {c: 3}, extra: [1, {d: 4}]}
      output: {x: $.result}
      outputPath: $.x
      timeoutSeconds: 5
      retry:
        {maxAttempts: 3, backoffSeconds: 1, backoff: exponential, multiplier: 2, maxDelaySeconds: 9, jitter: full,
         maxElapsedSeconds: 99, retryOn: [transient], stopOn: [limit]}
      errorNext: tidy
      comment: why
      metadata: {k: v}
      next: nap
    - {name: nap, type: sleep, duration: 1h30m, next: night}
    - {name: night, type: wait, until: "2026-11-21T22:00", timezone: UTC, next: go}
    - {name: go, type: await, signal: go, correlation: "{{ ctx.n }}", filter: event.payload, timeoutSeconds: 5, next: paid}
    - {name: paid, type: event, event: paid, lookback: 1h, next: again}
    - {name: again, type: operation, action: signal.wait, input: {signal: again, timeout: 5}, next: tell}
    - {name: tell, type: emit, event: told, payload: {n: 1}, correlation: x, next: tidy}
    - {name: tidy, type: operation, action: noop, end: true}
    """

  static let replacements: [JSONValue?] = [nil, .null, true, -1, 1.5, "", "other", "{{", [], [[]], [:], ["x": [:]]]

  @Test func `the original is without a flaw`() {
    #expect(Checked(Self.workflow).report.text == "")
  }

  /// Of the twelve replacements each value gets four; neighbours get others.
  @Test func `no change of one value goes unnoticed by both the program and the report`() throws {
    let original = try Document.parse(Self.workflow, named: "rich.yaml").value
    for (number, path) in Self.paths(in: original).enumerated() {
      for (offset, replacement) in Self.replacements.enumerated() where (number + offset).isMultiple(of: 3) {
        let text = Self.replacing(path[...], in: original, by: replacement)?.text ?? "null"
        let (program, report) = DefinitionReader.read(text: text, named: "rich.json", agents: .forTests)
        #expect((program == nil) == report.hasErrors, "\(path) by \(replacement?.text ?? "nothing")")
        #expect(report.issues.allSatisfy { $0.line != nil }, "\(path) by \(replacement?.text ?? "nothing")")
      }
    }
  }

  private static func paths(in value: JSONValue) -> [[PathComponent]] {
    let children: [(PathComponent, JSONValue)] =
      switch value {
      case .object(let object): object.map { (.key($0.key), $0.value) }
      case .array(let array): array.enumerated().map { (.index($0.offset), $0.element) }
      default: []
      }
    return [[]] + children.flatMap { child in paths(in: child.1).map { [child.0] + $0 } }
  }

  private static func replacing(
    _ path: ArraySlice<PathComponent>, in value: JSONValue, by replacement: JSONValue?
  ) -> JSONValue? {
    switch (path.first, value) {
    case (.key(let key), .object(var object)):
      object[key] = object[key].flatMap { replacing(path.dropFirst(), in: $0, by: replacement) }
      return .object(object)
    case (.index(let index), .array(var array)):
      let new = replacing(path.dropFirst(), in: array[index], by: replacement)
      array.replaceSubrange(index...index, with: [new].compactMap { $0 })
      return .array(array)
    default:
      return replacement
    }
  }
}
