import Engine
import JSON
import Testing

/// Files of agents, and what an agent receives.
struct AgentTests {
  private func read(_ text: String, id: String? = "triage") -> (agent: AgentDefinition?, report: CheckReport) {
    AgentDefinition.read(text: text, named: "triage.yaml", fallbackID: id)
  }

  private func command(_ text: String) throws -> CommandSpec {
    let (agent, report) = read(text)
    #expect(report.issues == [])
    guard case .command(let spec) = try #require(agent).kind else { throw RunError(.internal, "no command") }
    return spec
  }

  @Test func `a command agent says what it runs and within which bounds`() throws {
    let text = """
      id: pods
      version: 1.10
      description: Looks at pods
      kind: command
      argv: [kubectl, get, pods]
      cwd: /srv
      env: {NAMESPACE: production}
      output: text
      timeoutSeconds: 2m
      graceSeconds: 3
      limits: {cpuSeconds: 1.5, memory: 512 MiB, openFiles: 64, outputBytes: 64k}
      inputSchema: {type: object}
      """
    let agent = try #require(read(text).agent)
    #expect(agent.id == "pods" && agent.version == "1.10" && agent.timeout == .seconds(120))
    let spec = try command(text)
    let call = try spec.call(input: [:], now: Instant(milliseconds: 0))
    #expect(call.arguments == ["kubectl", "get", "pods"])
    #expect(call.directory == "/srv")
    #expect(call.environment == [.init(name: "NAMESPACE", value: "production")])
    #expect(spec.output == .text && spec.grace == .seconds(3) && !spec.shell)
    #expect(spec.limits.cpuSeconds == 2 && spec.limits.memoryBytes == 512 << 20)
    #expect(spec.limits.openFiles == 64 && spec.limits.outputBytes == 64 << 10)
  }

  @Test func `an agent may say how much of it may go on`() throws {
    let agent = try #require(read("kind: noop\nmaxConcurrency: 2\nrateLimit: {count: 10, perSeconds: 1m}").agent)
    #expect(agent.bounds == AgentBounds(maxConcurrency: 2, rate: .init(count: 10, per: .seconds(60))))
    #expect(try #require(read("kind: noop").agent).bounds == .none)
  }

  @Test(arguments: [
    ("maxConcurrency: 0", IssueCode.invalidValue), ("maxConcurrency: many", .wrongType),
    ("rateLimit: 10", .wrongType), ("rateLimit: {count: 10}", .missingKey),
    ("rateLimit: {perSeconds: 10}", .missingKey),
    ("rateLimit: {count: 0, perSeconds: 10}", .invalidValue), ("rateLimit: {count: 1, perSeconds: 25h}", .invalidValue),
    ("rateLimit: {count: 1, perSeconds: 10, burst: 2}", .unknownKey),
  ])
  func `bounds that can't be meant are refused`(bounds: String, code: IssueCode) {
    #expect(read("kind: noop\n\(bounds)").report.issues.map(\.code) == [code], "\(bounds)")
  }

  @Test func `a shell's text is never a template`() throws {
    let spec = try command("kind: command\nshell: true\nargv: 'docker inspect --format \"{{.Id}}\" $1'")
    let call = try spec.call(input: ["Id": "x"], now: Instant(milliseconds: 0))
    #expect(call.arguments == ["/bin/sh", "-c", "docker inspect --format \"{{.Id}}\" $1", "sh"])
  }

  @Test func `one text as argv needs a shell`() {
    #expect(read("kind: command\nargv: ls -l").report.issues.map(\.code) == [.wrongType])
    #expect(read("kind: command\nargv: []").report.issues.map(\.code) == [.invalidValue])
    #expect(read("kind: command").report.issues.map(\.code) == [.missingKey])
  }

  @Test(arguments: [
    "env: {1A: x}", "env: {ESCAPEMENT_RUN_ID: x}", "output: xml", "limits: {memory: much}", "limits: {openFiles: 1}",
    "limits: {outputBytes: 2 MiB}",
  ])
  func `settings that mean nothing are refused`(setting: String) {
    #expect(read("kind: command\nargv: [ls]\n\(setting)").report.issues.map(\.code) == [.invalidValue])
  }

  @Test func `unknown keys are refused with the key that was meant`() {
    let report = read("kind: command\nargv: [ls]\nenviron: {A: b}\nlimits: {memorybyte: 1}").report
    #expect(report.issues.map(\.code) == [.unknownKey, .unknownKey])
    #expect(report.issues.last?.hint == "did you mean `memoryBytes`?")
  }

  @Test(arguments: ["noop", "agent.run", "http.call", "Bad"])
  func `built-in names and odd ones are taken`(id: String) {
    #expect(read("id: \(id)\nkind: command\nargv: [ls]").report.issues.map(\.code) == [.invalidValue])
  }

  @Test func `the hash follows the content, not its form`() throws {
    let yaml = try #require(read("# a comment\nkind: command\nargv: [ls]\nid: triage").agent)
    let json = try #require(read(#"{"argv": ["ls"], "kind": "command"}"#).agent)
    let other = try #require(read(#"{"argv": ["ls", "-l"], "kind": "command"}"#).agent)
    #expect(yaml.hash == json.hash && yaml.hash != other.hash)
    #expect(yaml.hash.count == 64)
  }

  @Test func `a noop agent has no command`() {
    #expect(read("kind: noop").agent != nil)
    #expect(read("kind: noop\nargv: [ls]").report.issues.map(\.code) == [.conflictingKeys])
  }

  @Test func `the catalog always has noop, and its own one`() {
    let catalog = AgentCatalog([.stub("noop", inputSchema: [:]), .stub("a")])
    #expect(catalog.names == ["a", "noop"] + StoreAction.allCases.map(\.id).sorted())
    #expect(catalog.agent("noop")?.inputSchema == nil)
  }

  @Test func `an agent with a schema gets what the schema names, the stronger over the weaker`() {
    let schema: JSONValue = ["properties": ["a": [:], "b": [:], "c": [:], "task": [:]], "required": ["d"]]
    let input = AgentInput.assemble(
      agent: .stub("x", inputSchema: schema), context: ["a": 1, "b": 1, "c": 1, "d": 1, "other": 1, "task": "context"],
      input: ["b": 2, "c": 2, "extra": 2], variables: ["c": 3], task: "Look")
    #expect(input == ["a": 1, "b": 2, "c": 3, "d": 1, "task": "Look", "extra": 2])
  }

  @Test func `the prompt is a field only where the schema has one`() {
    let agent = AgentDefinition.stub("x", inputSchema: ["properties": ["prompt": [:]]])
    #expect(
      AgentInput.assemble(agent: agent, context: [:], input: [:], variables: [:], task: "Look") == ["prompt": "Look"])
    let closed = AgentDefinition.stub("x", inputSchema: ["properties": ["a": [:]]])
    #expect(AgentInput.assemble(agent: closed, context: [:], input: [:], variables: [:], task: "Look") == [:])
  }

  @Test func `an agent without a schema gets what the step gives it`() {
    let input = AgentInput.assemble(
      agent: .stub("x"), context: ["a": 1], input: ["b": 2], variables: ["b": 3], task: "Look")
    #expect(input == ["task": "Look", "b": 3])
  }
}
