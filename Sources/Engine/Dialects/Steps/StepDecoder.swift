import JSON

/// Decodes one step into the states that it stands for: the work, and before it the approval that it may require.
struct StepDecoder {
  let findings: Findings
  let translator: StepTranslator

  func states(of reader: ObjectReader, followedBy next: String?) -> [StateTree] {
    guard let name = reader.text("id") else {
      findings.report(.missingName, at: reader.place, "this step has no `id`", expected: "id")
      return []
    }
    var state = StateTree(place: reader.place, name: name, kind: .unreadable)
    state.resultKeys = ["steps", name.value, "result"]
    readAction(reader, into: &state)
    state.timeout = reader.field("timeout").flatMap(milliseconds)
    state.outputSchema = reader.raw("outputSchema")
    state.transitions = transitions(reader, next)
    return gated(state, reader)
  }

  private func readAction(_ reader: ObjectReader, into state: inout StateTree) {
    guard let action = reader.text("action") else {
      return reader.missing("action", hint: "`tool`, `model` or `noop`")
    }
    switch action.value {
    case "tool":
      guard let tool = reader.text("tool") else { return reader.missing("tool") }
      refuse(["prompt", "model"], of: reader, in: "a tool step")
      state.kind = .action(tool)
      state.input = reader.field("args").flatMap(template) ?? Sourced(value: [:], place: reader.place)
    case "model":
      guard let field = reader.field("prompt") else { return reader.missing("prompt") }
      guard let prompt = template(field) else { return }
      refuse(["tool", "args"], of: reader, in: "a model step")
      var input: JSONObject = ["prompt": prompt.value]
      input["model"] = reader.text("model").map { .string($0.value) }
      state.kind = .action(Sourced(value: "model.run", place: action.place))
      state.input = Sourced(value: .object(input), place: prompt.place)
    case "noop":
      refuse(["tool", "args", "prompt", "model"], of: reader, in: "a noop step")
      state.kind = .action(Sourced(value: "noop", place: action.place))
    case let other:
      reader.field("action")?.invalid("`\(other)` is no action", expected: "tool, model, noop")
    }
  }

  private func refuse(_ keys: [String], of reader: ObjectReader, in what: String) {
    for key in keys {
      guard let field = reader.field(key) else { continue }
      findings.report(.conflictingKeys, at: field.place, part: .key, "\(what) has no `\(key)`", hint: "leave it out")
    }
  }

  /// Milliseconds there, unlike everywhere else.
  private func milliseconds(_ field: Field) -> Sourced<TimeSpan>? {
    field.integer(in: 1...Self.longestTimeout)?.map { TimeSpan(milliseconds: Int64($0)) }
  }

  /// A year.
  private static let longestTimeout = 366 * 86_400_000

  // MARK: Where it leads

  /// The first true branch, then by the outcome, then the next in the list. A failure that no route takes fails the run.
  private func transitions(_ reader: ObjectReader, _ next: String?) -> [TransitionTree] {
    var transitions: [TransitionTree] = []
    for field in reader.field("branches")?.elements() ?? [] {
      guard let branch = ObjectReader(field, StepKeys.branch) else { continue }
      guard let condition = branch.field("condition").flatMap(condition), let target = branch.text("goto") else {
        for key in ["condition", "goto"] where !branch.has(key) { branch.missing(key) }
        continue
      }
      transitions.append(TransitionTree(outcomes: [.succeeded], condition: condition, targets: [target]))
    }
    if let target = reader.text("onSuccess") {
      transitions.append(TransitionTree(outcomes: [.succeeded], targets: [target]))
    } else if let next {
      transitions.append(
        TransitionTree(outcomes: [.succeeded], targets: [Sourced(value: next, place: reader.place)]))
    }
    if let target = reader.text("onFailure") {
      transitions.append(TransitionTree(outcomes: [.failed, .timedOut], targets: [target]))
    }
    return transitions
  }

  // MARK: Approval

  /// The gate has the step's name, so that all who lead to the step come to it first. Its refusal is the step's failure.
  private func gated(_ state: StateTree, _ reader: ObjectReader) -> [StateTree] {
    guard let field = reader.field("approvalRequired"), field.bool()?.value == true else { return [state] }
    let what = reader.text("tool")?.value ?? state.name.value
    var work = state
    work.name = Sourced(value: state.name.value + PartName.afterApproval, place: state.name.place)
    let message = Sourced<JSONValue>(
      value: .string("May the step '\(state.name.value)' run \(what)?"), place: field.place)
    var gate = StateTree(place: state.place, name: state.name, kind: .approval(ApprovalTree(message: message)))
    gate.resultKeys = state.resultKeys
    gate.transitions =
      [TransitionTree(outcomes: [.succeeded], targets: [work.name])]
      + state.transitions.filter { $0.outcomes.contains(.failed) }
    return [gate, work]
  }

  // MARK: Expressions

  private func condition(_ field: Field) -> Sourced<String>? {
    guard let text = field.text() else { return nil }
    do throws(ForeignSyntaxError) {
      return Sourced(value: try translator.condition(text.value), place: text.place)
    } catch {
      report(error, text.value, at: text.place)
      return nil
    }
  }

  private func template(_ field: Field) -> Sourced<JSONValue>? {
    let rewriting = ForeignTemplate { (source, _) throws(ForeignSyntaxError) in try translator.placeholder(source) }
    do throws(ForeignSyntaxError) {
      return Sourced(value: try rewriting.rewrite(field.value), place: field.place)
    } catch {
      report(error, field.value.stringValue ?? field.value.text, at: field.place)
      return nil
    }
  }

  private func report(_ error: ForeignSyntaxError, _ text: String, at place: Place) {
    findings.report(
      ExpressionSyntaxError(source: text, offset: error.offset, message: error.message, hint: error.hint), at: place)
  }
}
