import JSON

/// `prefixItems` and `items`, which is about what the other leaves. Before draft 2020-12 they were called `items` and
/// `additionalItems`.
final class Items: Keyword {
  private let location: String
  let prefix: [Int]
  let rest: Int?
  private let refusesRest: Bool

  init?(_ compiler: NodeCompiler) {
    if case .array = compiler.members["items"] {
      compiler.report("'items' must be one schema; write 'prefixItems' for a list of them", "items")
      return nil
    }
    let prefix = compiler.subschemaList("prefixItems")
    rest = compiler.subschema("items")
    guard prefix != nil || rest != nil else { return nil }
    self.prefix = prefix ?? []
    refusesRest = compiler.members["items"] == false
    location = compiler.location("items")
  }

  init?(withAdditional compiler: NodeCompiler) {
    if case .array(let schemas)? = compiler.members["items"] {
      let place = compiler.place.appending("items")
      prefix = schemas.indices.map { compiler.compiler.node(at: place.appending(String($0))) }
      rest = compiler.subschema("additionalItems")
      refusesRest = compiler.members["additionalItems"] == false
      location = compiler.location("additionalItems")
    } else {
      // Without a list it means nothing, but must be well-formed.
      _ = compiler.subschema("additionalItems")
      guard let rest = compiler.subschema("items") else { return nil }
      prefix = []
      self.rest = rest
      refusesRest = compiler.members["items"] == false
      location = compiler.location("items")
    }
  }

  var kinds: ValueKinds { .array }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .array(let items) = value else { return true }
    evaluated?.mark(upTo: rest == nil ? prefix.count : items.count)
    if refusesRest, items.count > prefix.count {
      return validation.fail(
        location, "must have at most \(Wording.count(prefix.count, "item")), but has \(items.count)")
    }
    var isAccepted = true
    for (index, item) in items.enumerated() {
      guard let node = node(for: index), !validation.accepts(item, node, at: .item(index)) else { continue }
      if validation.report == nil { return false }
      isAccepted = false
    }
    return isAccepted
  }

  private func node(for index: Int) -> Int? { index < prefix.count ? prefix[index] : rest }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    guard case .array(let items) = value else { return }
    value = .array(
      items.enumerated().map { index, item in node(for: index).map { filler.filled(item, $0) } ?? item })
  }
}
