import JSON

/// How deep a schema's document may be nested. What reads schemas goes down into them level by level, on a stack that
/// ends somewhere; so does what compares the values in them.
enum NestingBound {
  /// As deep as JSON is parsed. Values that were not parsed may be deeper.
  static let maximumDepth = 512

  static let complaint = "the schema is nested more than \(maximumDepth) deep"

  static func isExceeded(by root: JSONValue) -> Bool {
    var open: [(value: JSONValue, depth: Int)] = [(root, 0)]
    while let (value, depth) = open.popLast() {
      if depth > maximumDepth { return true }
      switch value {
      case .array(let items): open += items.map { ($0, depth + 1) }
      case .object(let members): open += members.values.map { ($0, depth + 1) }
      case .null, .bool, .integer, .double, .string: break
      }
    }
    return false
  }
}
