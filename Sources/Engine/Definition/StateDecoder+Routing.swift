import JSON

extension StateDecoder {
  func readSwitch(_ reader: ObjectReader, into state: inout StateTree) {
    refuseTime(reader)
    refuseNext(reader.field("next") ?? reader.field("end"), state)
    for key in ["input", "inputPath"] where reader.has("dataPath") {
      if let extra = reader.field(key) { conflict("`dataPath`", "`\(key)`", at: extra.place) }
    }
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
  private func refuseNext(_ field: Field?, _ state: StateTree) {
    guard state.condition == nil, let field else { return }
    findings.report(
      .conflictingKeys, at: field.place, part: .key, "a switch goes where its conditions say, never here",
      hint: "write `defaultNext` for when no condition is true")
  }

  private func refuseTime(_ reader: ObjectReader) {
    refuse(
      ["retry", "timeoutSeconds"], in: reader, "\(reader.table.object) takes no time, and would give the same again")
  }

  func readInject(_ reader: ObjectReader, into state: inout StateTree) {
    refuseTime(reader)
    guard let data = reader.field("data") else {
      // With nothing behind it, it is an object without members.
      guard state.input != nil || state.inputPath != nil || reader.isEmpty("data") else {
        return reader.missing("data", hint: "or `inputPath` or `input` with what is to be written")
      }
      state.kind = .inject(Sourced(value: [:], place: reader.place))
      return
    }
    guard let value = data.objectTemplate() else { return }
    state.kind = .inject(value)
  }

  func readTransform(_ reader: ObjectReader, into state: inout StateTree) {
    refuseTime(reader)
    guard let field = reader.field("expression") else { return reader.missing("expression") }
    guard let expression = field.condition() else { return }
    state.kind = .transform(expression)
  }
}
