import JSON

/// `uniqueItems`.
final class UniqueItems: Keyword {
  private let location: String

  init?(_ compiler: NodeCompiler) {
    guard compiler.bool("uniqueItems") == true else { return nil }
    location = compiler.location("uniqueItems")
  }

  var kinds: ValueKinds { .array }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .array(let items) = value, items.count > 1 else { return true }
    if validation.report == nil, items.count <= UniqueItems.comparedOneByOne { return areDifferent(items) }
    var places: [JSONValue: Int] = Dictionary(minimumCapacity: items.count)
    for (index, item) in items.enumerated() {
      if let first = places.updateValue(index, forKey: Equality.normalized(item)) {
        return validation.fail(location, "must not repeat items, but items \(first) and \(index) are equal")
      }
    }
    return true
  }

  /// A few are compared with each other: a dictionary would take memory.
  private func areDifferent(_ items: [JSONValue]) -> Bool {
    for (index, item) in items.enumerated() {
      for other in items[(index + 1)...] where Equality.areEqual(item, other) { return false }
    }
    return true
  }

  private static let comparedOneByOne = 12
}
