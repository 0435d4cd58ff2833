import JSON
import JSONSchema

/// Whether what one agent answers is what the next one takes, as far as their schemas say: a warning now instead of a
/// step that fails some day.
///
/// An agent's answer reaches another one in two ways: it flows on to states without `input` and `inputPath`, or a
/// template takes a part of it. What goes through `output`, `outputPath` or an expression isn't followed.
struct HandoverCheck {
  let findings: Findings
  let catalog: AgentCatalog
  private let tree: WorkflowTree
  private var fits = SchemaFits()
  /// The context's keys that something of the definition may set; nil if the run's input may have any.
  private let contextKeys: Set<String>?

  init(findings: Findings, catalog: AgentCatalog, tree: WorkflowTree) {
    self.findings = findings
    self.catalog = catalog
    self.tree = tree
    contextKeys = ContextKeys.known(in: tree)
  }

  mutating func check() {
    for block in tree.blocks {
      let flow = DataFlow(block, passesOn: catalog.passesOn)
      for (index, state) in block.states.enumerated() {
        guard let agent = catalog.agent(of: state), !catalog.passesOn(state) else { continue }
        guard state.output == nil, state.outputPath == nil else { continue }
        for receiver in flow.receivers(after: index) { check(state, agent, to: receiver) }
      }
    }
    for reference in StepReferences(tree, catalog).all { check(reference) }
  }

  private mutating func check(_ state: StateTree, _ agent: AgentDefinition, to receiver: StateTree) {
    guard let taker = catalog.agent(of: receiver), let input = taker.inputSchema else { return }
    guard let answer = agent.outputSchema else {
      return findings.report(
        .missingSchema, .warning, at: state.name.place,
        "`\(receiver.name.value)` receives what `\(state.name.value)` answers, and nothing says what that is",
        hint: "give the agent `\(agent.id)` an `outputSchema`, or `\(receiver.name.value)` an `input`")
    }
    guard let question = question(answer, input, receiver), let mismatch = fits.mismatch(question) else { return }
    report(mismatch, from: state, to: receiver, at: receiver.name.place)
  }

  /// An action takes what flows in as it is; an agent takes objects, into which the context and `variables` are mixed.
  private func question(_ answer: JSONValue, _ input: JSONValue, _ receiver: StateTree) -> SchemaFits.Question? {
    guard case .agent(let call) = receiver.kind else { return SchemaFits.Question(given: answer, taken: input) }
    guard case .object(var keywords) = input, AgentInputCheck.judgesMembersAlone(input) else { return nil }
    let variables = call.variables?.value.objectValue?.keys ?? []
    if call.variables != nil, call.variables?.value.objectValue == nil { return nil }
    let required = keywords["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    keywords["required"] = .array(
      required.filter { !variables.contains($0) && contextKeys?.contains($0) == false && !isTask($0, call) }
        .map { .string($0) })
    for name in variables { keywords["properties", default: [:]] = keywords["properties"].with(true, at: name) }
    guard case .object(var given) = answer else { return nil }
    if given["type"] == nil { given["type"] = "object" }
    return SchemaFits.Question(given: .object(given), taken: .object(keywords))
  }

  private func isTask(_ name: String, _ call: AgentCall) -> Bool {
    call.task != nil && AgentInput.taskNames.contains(name)
  }

  private mutating func check(_ reference: StepReferences.Reference) {
    guard let mismatch = fits.mismatch(reference.question) else { return }
    report(mismatch, from: reference.source, to: reference.receiver, at: reference.place)
  }

  private func report(
    _ mismatch: Assignability.Mismatch, from source: StateTree, to receiver: StateTree, at place: Place
  ) {
    findings.report(
      .incompatibleSchemas, .warning, at: place,
      "what `\(source.name.value)` may answer doesn't fit `\(receiver.name.value)`: \(mismatch.reason)",
      actual: mismatch.counterexample.text,
      hint: "the output schema allows such an answer: \(mismatch.counterexample.text)")
  }
}

extension JSONValue? {
  /// The object with a member set.
  fileprivate func with(_ value: JSONValue, at name: String) -> JSONValue {
    var members = self?.objectValue ?? [:]
    members[name] = value
    return .object(members)
  }
}
