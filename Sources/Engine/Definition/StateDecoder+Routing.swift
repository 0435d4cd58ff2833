import JSON

extension StateDecoder {
  func readSwitch(_ reader: ObjectReader, into state: inout StateTree) {
    refuseNext(reader, state)
    guard let list = reader.field("conditions") else { return reader.missing("conditions") }
    guard let elements = list.elements() else { return }
    if elements.isEmpty { list.invalid("a switch needs at least one condition") }
    let cases = elements.compactMap(switchCase)
    state.kind = .switch(
      SwitchTree(dataPath: reader.text("dataPath"), cases: cases, defaultNext: reader.text("defaultNext")))
  }

  private func switchCase(_ field: Field) -> SwitchTree.Case? {
    guard let reader = ObjectReader(field, StateKeys.switchCase) else { return nil }
    for key in ["if", "next"] where !reader.has(key) { reader.missing(key) }
    guard let condition = reader.field("if")?.condition(), let next = reader.text("next") else { return nil }
    return SwitchTree.Case(condition: condition, next: next)
  }

  /// A switch goes where its conditions say. `next` is for the switch that is skipped, which takes an `if`.
  private func refuseNext(_ reader: ObjectReader, _ state: StateTree) {
    guard state.condition == nil, let field = reader.field("next") ?? reader.field("end") else { return }
    findings.report(
      .conflictingKeys, at: field.place, part: .key, "a switch goes where its conditions say, never here",
      hint: "write `defaultNext` for when no condition is true")
  }

  func readInject(_ reader: ObjectReader, into state: inout StateTree) {
    guard let data = reader.field("data") else { return reader.missing("data") }
    guard let value = data.objectTemplate() else { return }
    state.kind = .inject(value)
  }
}
