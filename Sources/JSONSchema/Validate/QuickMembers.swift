/// The members that a schema names or requires, numbered: which were met is kept in the bits of one word.
struct QuickMembers: Sendable {
  private let table: NameTable
  /// By number; nil for names that are only required.
  private let nodes: [Int?]
  /// A bit for each required name.
  let required: UInt64

  /// Nil where there are more required names than bits, or names that can't be numbered.
  init?(_ properties: [(name: String, node: Int)], required: [String]) {
    guard required.count <= UInt64.bitWidth else { return nil }
    var nodes = [Int?](repeating: nil, count: required.count)
    var names = required
    for (name, node) in properties {
      if let number = required.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
        nodes[number] = node
      } else {
        names.append(name)
        nodes.append(node)
      }
    }
    guard let table = NameTable(names) else { return nil }
    (self.table, self.nodes) = (table, nodes)
    self.required = required.isEmpty ? 0 : UInt64.max >> UInt64(UInt64.bitWidth - required.count)
  }

  /// The schema for a member, which then is no longer missing.
  func node(of name: String, _ missing: inout UInt64) -> Int? {
    guard let number = table.number(of: name) else { return nil }
    if number < UInt64.bitWidth { missing &= ~(1 << UInt64(number)) }
    return nodes[number]
  }
}
