/// A schema's keywords as they are asked where only the answer matters: for each kind of value those that have a say
/// about it. `type` is answered by its set of kinds, and `required` by the keyword that walks over the members anyway.
struct QuickKeywords: Sendable {
  private let lists: [[any Keyword]]

  init(_ keywords: [any Keyword]) {
    let settlesRequired = keywords.contains { ($0 as? Members)?.settlesRequired == true }
    let asked = keywords.filter { !($0 is TypeCheck) && !(settlesRequired && $0 is Required) }
    lists = (0..<ValueKinds.count).map { number in
      asked.filter { $0.kinds.contains(ValueKinds(rawValue: 1 << number)) }
    }
  }

  /// For the one kind of a value.
  subscript(kind: ValueKinds) -> [any Keyword] { lists[kind.rawValue.trailingZeroBitCount] }
}
