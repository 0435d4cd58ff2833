import JSON

/// How many schemas may be applied before a value counts as not checkable: a few lines of schema that refer to themselves
/// twice can ask for more checks than anyone can wait for.
struct CheckBudget {
  private(set) var limit: Int
  private(set) var spent = 0
  /// Nil once its size has been asked for.
  private var value: JSONValue?

  /// A fraction of a second.
  static let least = 250_000
  /// Far more than schemas of people need for each part of a large value.
  private static let forEachPart = 64

  init(for value: JSONValue? = nil, atLeast least: Int = CheckBudget.least) {
    self.value = value
    limit = least
  }

  mutating func spend(_ checks: Int = 1) -> Bool {
    spent += checks
    return spent <= limit || raise()
  }

  /// How large the value is, is only found out when it matters.
  private mutating func raise() -> Bool {
    guard let value else { return false }
    self.value = nil
    limit = max(limit, CheckBudget.parts(of: value) * CheckBudget.forEachPart)
    return spent <= limit
  }

  private static func parts(of value: JSONValue) -> Int {
    var count = 0
    var open = [value]
    while let value = open.popLast() {
      count += 1
      switch value {
      case .array(let items): open += items
      case .object(let members): open += members.values
      case .null, .bool, .integer, .double, .string: break
      }
    }
    return count
  }
}
