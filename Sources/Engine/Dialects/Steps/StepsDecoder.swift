import Documents
import JSON

/// Decodes a workflow of the steps dialect: a list in which each step names where it goes by its outcome.
struct StepsDecoder {
  let findings: Findings

  func decode(fallbackID: String?) -> WorkflowTree? {
    let whole = Field(value: findings.document.value, place: Place(), findings: findings)
    guard let reader = ObjectReader(whole, StepKeys.workflow) else { return nil }
    let id = identifier(reader, fallbackID)
    guard let field = reader.field("steps"), let elements = field.elements() else {
      reader.missing("steps")
      return nil
    }
    if elements.isEmpty { field.invalid("a workflow needs at least one step") }
    reader.field("trigger").map(checkTrigger)
    let readers = elements.compactMap { ObjectReader($0, StepKeys.step) }
    let names = readers.map { $0.text("id")?.value ?? "" }
    let decoder = StepDecoder(
      findings: findings, translator: StepTranslator(steps: Set(names.filter { !$0.isEmpty }), inputs: nil))
    var states: [StateTree] = []
    for (index, step) in readers.enumerated() {
      states += decoder.states(of: step, followedBy: names.dropFirst(index + 1).first { !$0.isEmpty })
    }
    guard let id, let first = states.first?.name.value else { return nil }
    var tree = WorkflowTree(id: id, block: BlockTree(place: field.place, start: nil, states: states))
    tree.block.graph = GraphTree(firing: .first, entries: [first])
    tree.dialect = .steps
    tree.name = reader.text("name")?.value
    tree.description = reader.text("description")?.value
    tree.version = reader.text("version")?.value
    tree.testsField = reader.field("tests")
    tree.tests = tree.testsField.map { TestDecoder(findings: findings).tests($0) } ?? []
    tree.tags = reader.field("tags")?.texts()?.map(\.value) ?? []
    tree.vars = Sourced(value: ["steps": [:]], place: field.place)
    tree.output = Sourced(value: "{{ ctx.steps }}", place: field.place)
    return tree
  }

  private func identifier(_ reader: ObjectReader, _ fallback: String?) -> WorkflowID? {
    let written = reader.text("id") ?? reader.text("name")
    guard let text = written?.value ?? fallback else {
      reader.missing("name")
      return nil
    }
    guard WorkflowID.isWellFormed(text) else {
      if reader.text("id") == nil, let fallback, WorkflowID.isWellFormed(fallback) {
        return WorkflowID(rawValue: fallback)
      }
      findings.report(
        .invalidValue, at: written?.place ?? reader.place, "`\(text)` can't be a workflow's id",
        expected: WorkflowID.form, actual: text, hint: "write an `id`")
      return nil
    }
    return WorkflowID(rawValue: text)
  }

  private func checkTrigger(_ field: Field) {
    guard let text = field.text()?.value, text != "manual" else { return }
    let isSchedule = text.hasPrefix("@") || text.split(separator: " ").count == 5
    Unsupported.report(
      isSchedule ? "schedules as triggers" : "events as triggers", at: field.place, findings)
  }
}
