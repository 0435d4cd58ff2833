/// The members that a schema names or requires, numbered: which were met is kept in the bits of one word.
final class QuickMembers: Sendable {
  private let table: NameTable
  /// A bit for each required name.
  let required: UInt64

  /// Nil where there are more required names than bits, or names that can't be numbered.
  init?(_ properties: [(name: String, node: Int)], required: [String]) {
    guard required.count <= UInt64.bitWidth else { return nil }
    var entries: [(name: String, value: Int)] = required.map { ($0, QuickMembers.nothing) }
    for (name, node) in properties {
      if let number = required.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
        entries[number].value = node
      } else {
        entries.append((name, node))
      }
    }
    guard let table = NameTable(entries) else { return nil }
    self.table = table
    self.required = required.isEmpty ? 0 : UInt64.max >> UInt64(UInt64.bitWidth - required.count)
  }

  /// The node of a name that is only required.
  private static let nothing = -1

  /// The schema for a member, which then is no longer missing.
  func node(of name: String, _ missing: inout UInt64) -> Int? {
    guard let entry = table.entry(of: name) else { return nil }
    if entry.number < UInt64.bitWidth { missing &= ~(1 << UInt64(entry.number)) }
    return entry.value == QuickMembers.nothing ? nil : entry.value
  }
}
