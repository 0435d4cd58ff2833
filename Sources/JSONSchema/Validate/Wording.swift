import JSON

/// How values, types and counts are called in messages.
enum Wording {
  /// A value, shortened: `3`, `"high"`, `a list of 3 items`, `an object`.
  static func shown(_ value: JSONValue) -> String {
    switch value {
    case .array(let items): items.isEmpty ? "an empty list" : "a list of \(count(items.count, "item"))"
    case .object: "an object"
    case .string(let text): quoted(text)
    case .null, .bool, .integer, .double: value.text
    }
  }

  /// A text in quotes, cut where it gets long.
  static func quoted(_ text: String) -> String {
    let isShort = text.unicodeScalars.count <= longestShown
    let shown = isShort ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestShown))) + "…"
    return JSONValue.string(shown).text
  }

  private static let longestShown = 60

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// `a`, `a or b`, `a, b or c`.
  static func list(_ items: [String], _ conjunction: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }

  /// Whether a name can stand in a path as it is.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { $0.properties.isIDContinue || $0 == "-" || $0 == "$" }
  }
}
