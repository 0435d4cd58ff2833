/// Which members or items of one value some schema has had its say about: what `unevaluatedProperties` and
/// `unevaluatedItems` leave alone.
struct EvaluatedParts: Sendable {
  private var isAll = false
  /// All before this.
  private var prefix = 0
  private var others: Set<Int> = []

  mutating func markAll() { isAll = true }

  mutating func mark(upTo count: Int) { prefix = max(prefix, count) }

  /// A member's number is its place in the order of all.
  mutating func mark(_ index: Int) {
    if index == prefix { prefix += 1 } else if index > prefix { others.insert(index) }
  }

  func contains(_ index: Int) -> Bool { isAll || index < prefix || others.contains(index) }

  mutating func merge(_ parts: EvaluatedParts) {
    isAll = isAll || parts.isAll
    prefix = max(prefix, parts.prefix)
    others.formUnion(parts.others)
  }
}
