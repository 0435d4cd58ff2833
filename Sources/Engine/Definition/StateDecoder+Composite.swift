import JSON

extension StateDecoder {
  /// `states` (with `start`), or an agent in short.
  func innerBlock(_ reader: ObjectReader, depth: Int) -> BlockTree? {
    guard let states = reader.field("states") else {
      guard reader.has("agent") else {
        reader.missing("states", hint: "or `agent` for a single agent")
        return nil
      }
      if let start = reader.field("start") { conflict("`start`", "`agent`", at: start.place) }
      return agentBlock(reader)
    }
    for key in StateKeys.agentShorthand.map(\.name) {
      if let extra = reader.field(key) { conflict("`states`", "`\(key)`", at: extra.place) }
    }
    return block(states, start: reader.text("start"), depth: depth)
  }

  func readForeach(_ reader: ObjectReader, into state: inout StateTree, depth: Int) {
    let items = items(reader)
    let onItemError = reader.field("onItemError")?.choice(of: Foreach.OnItemError.allCases)?.value ?? .fail
    let tolerated = toleratedFailures(reader, onItemError)
    // The path is that of the list, see `items`.
    state.inputPath = nil
    guard let block = iteration(reader, depth: depth + 1), let items else { return }
    state.kind = .foreach(
      ForeachTree(
        items: items, itemName: loopName("itemName", reader), indexName: loopName("indexName", reader),
        maxConcurrency: reader.field("maxConcurrency")?.integer(in: 1...Limits().items)?.value,
        batchSize: reader.field("batchSize")?.integer(in: 1...Limits().items)?.value, onItemError: onItemError,
        toleratedFailures: tolerated, block: block))
  }

  private func toleratedFailures(_ reader: ObjectReader, _ onItemError: Foreach.OnItemError) -> Int? {
    guard let field = reader.field("toleratedFailures"), let count = field.integer(in: 0...Limits().items) else {
      return nil
    }
    guard onItemError == .continue else {
      findings.report(
        .conflictingKeys, at: field.place, part: .key, "`toleratedFailures` needs `onItemError: continue`",
        hint: "without it the first item that fails ends the foreach")
      return nil
    }
    return count.value
  }

  /// One of three ways to say it: what flows into a foreach is the list.
  private func items(_ reader: ObjectReader) -> ForeachTree.Items? {
    let written = ["itemsPath", "items", "inputPath"].filter(reader.has)
    for extra in written.dropFirst() {
      if let field = reader.field(extra) { conflict("`\(extra)`", "`\(written[0])`", at: field.place) }
    }
    if let path = reader.field("itemsPath") ?? reader.field("inputPath") { return path.text().map { .path($0) } }
    guard let field = reader.field("items") else {
      reader.missing("itemsPath", hint: "or `items` with an expression")
      return nil
    }
    switch field.value {
    case .array, .string: return .template(field.raw)
    case .null, .bool, .integer, .double, .object:
      field.wrongType("an expression or a list")
      return nil
    }
  }

  private func iteration(_ reader: ObjectReader, depth: Int) -> BlockTree? {
    guard let field = reader.field("iterator") else {
      guard reader.has("agent") else {
        reader.missing("iterator", hint: "or `agent` for a single agent")
        return nil
      }
      return agentIteration(reader)
    }
    for key in StateKeys.agentCall.map(\.name) {
      if let extra = reader.field(key) { conflict("`iterator`", "`\(key)`", at: extra.place) }
    }
    return ObjectReader(field, StateKeys.iterator).flatMap { innerBlock($0, depth: depth) }
  }

  func loopName(_ key: String, _ reader: ObjectReader) -> String? {
    guard let text = reader.text(key) else { return nil }
    guard Self.isPlainName(text.value), ReservedRoot(rawValue: text.value) == nil else {
      findings.report(
        .invalidValue, at: text.place, "`\(text.value)` can't be a loop's name", expected: "a name such as `service`",
        actual: text.value,
        hint: ReservedRoot(rawValue: text.value) == nil ? nil : "expressions use that name for something else")
      return nil
    }
    return text.value
  }

  /// Letters, digits and `_`, no digit first: what an expression can name.
  private static func isPlainName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    return text.unicodeScalars.allSatisfy {
      $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
    }
  }
}
