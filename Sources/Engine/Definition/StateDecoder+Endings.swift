import JSON

/// States that end the block they stand in.
extension StateDecoder {
  func readFail(_ reader: ObjectReader, into state: inout StateTree) {
    refuseNext(reader, state)
    let type = reader.field("errorType")?.textTemplate()
    guard let message = reader.field("message")?.textTemplate() else {
      if !reader.has("message") { reader.missing("message", hint: "say what went wrong") }
      return
    }
    state.kind = .fail(FailTree(errorType: type, message: message))
  }

  func readSucceed(_ reader: ObjectReader, into state: inout StateTree) {
    refuseNext(reader, state)
    state.kind = .succeed(state.output)
    state.output = nil
  }

  /// `next` is for the state that is skipped, which takes an `if`. `end` says what is so anyway.
  private func refuseNext(_ reader: ObjectReader, _ state: StateTree) {
    guard state.condition == nil, let next = reader.field("next") else { return }
    findings.report(
      .conflictingKeys, at: next.place, part: .key, "\(reader.table.object) ends its block and goes nowhere",
      hint: "leave `next` out, or give the state an `if`")
  }
}
