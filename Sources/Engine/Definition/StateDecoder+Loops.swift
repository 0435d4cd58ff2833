import JSON

/// States with blocks that run one after the other.
extension StateDecoder {
  func readWhile(_ reader: ObjectReader, into state: inout StateTree, depth: Int) {
    let most = reader.field("maxIterations")?.integer(in: 1...Self.mostPasses)?.value
    let body = part("body", of: reader, depth: depth)
    guard let field = reader.field("condition") else { return reader.missing("condition") }
    guard let condition = field.condition(), let body else { return }
    state.kind = .while(WhileTree(condition: condition, maxIterations: most, body: body))
  }

  /// A pass is a row that is kept, whatever it holds.
  private static let mostPasses = 1_000_000

  func readTry(_ reader: ObjectReader, into state: inout StateTree, depth: Int) {
    let body = part("try", of: reader, depth: depth)
    let handlers = reader.field("catch").map { tryHandlers($0, depth: depth + 1) } ?? []
    let finally = reader.has("finally") ? part("finally", of: reader, depth: depth) : nil
    if !reader.has("catch"), !reader.has("finally") {
      reader.missing("catch", hint: "or `finally`; without both the states can stand where the try stands")
    }
    guard let body else { return }
    state.kind = .try(TryTree(body: body, handlers: handlers, finally: finally))
  }

  /// One handler, or several of which the first that takes the error is used.
  private func tryHandlers(_ field: Field, depth: Int) -> [TryTree.Handler] {
    let elements = field.value.arrayValue == nil ? [field] : field.elements() ?? []
    return elements.compactMap { element in
      guard let reader = ObjectReader(element, StateKeys.tryHandler) else { return nil }
      return TryTree.Handler(
        errors: reader.field("errors")?.texts()?.map(\.value) ?? [], condition: reader.field("if")?.condition(),
        name: loopName("as", reader), retry: retry(reader)?.value,
        block: reader.field("states").flatMap { block($0, start: reader.text("start"), depth: depth) })
    }
  }

  /// A block inside a state: `{states, start}`, or the states alone.
  private func part(_ key: String, of reader: ObjectReader, depth: Int) -> BlockTree? {
    guard let field = reader.field(key) else {
      reader.missing(key)
      return nil
    }
    if field.value.arrayValue != nil { return block(field, start: nil, depth: depth + 1) }
    guard let inner = ObjectReader(field, StateKeys.part) else { return nil }
    guard let states = inner.field("states") else {
      inner.missing("states")
      return nil
    }
    return block(states, start: inner.text("start"), depth: depth + 1)
  }
}
