import HTTPTypes

/// Names and values of a query or an `application/x-www-form-urlencoded` body, in their order.
public struct FormFields: Sendable, Hashable {
  public private(set) var pairs: [Pair]

  public struct Pair: Sendable, Hashable {
    public var name: String
    public var value: String
  }

  public init(_ pairs: [Pair] = []) { self.pairs = pairs }

  /// Reads `a=1&b=two+words`. Escapes must be complete and the bytes UTF-8; anything else is a 400.
  init(parsing text: some Sequence<UInt8>, atMost limit: Int) throws(Problem) {
    pairs = []
    for part in Array(text).split(separator: UInt8(ascii: "&")) {
      guard pairs.count < limit else {
        throw Problem(.badRequest, "There are more than \(limit) fields in this form or query.")
      }
      let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      pairs.append(Pair(name: try Self.decoded(sides[0]), value: try Self.decoded(sides.dropFirst().first ?? [])))
    }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(Problem) -> String {
    guard let text = PercentCoding.decoded(bytes, plusIsSpace: true) else {
      throw Problem(.badRequest, "A field of the form or query is not percent-encoded UTF-8.")
    }
    return text
  }

  /// The first value of that name.
  public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The first value of that name with the white space around it removed; nil when nothing is left.
  func trimmed(_ name: String) -> String? {
    guard let text = self[name]?.trimmingWhitespace(), !text.isEmpty else { return nil }
    return text
  }

  public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// The fields written back as a query, without the question mark.
  public var text: String {
    pairs.map { "\(PercentCoding.encodedField($0.name))=\(PercentCoding.encodedField($0.value))" }.joined(
      separator: "&")
  }

  /// The same fields with one of them set, or taken away.
  func setting(_ name: String, to value: String?) -> FormFields {
    var others = pairs.filter { $0.name != name }
    if let value { others.append(Pair(name: name, value: value)) }
    return FormFields(others)
  }
}

extension String {
  func trimmingWhitespace() -> String {
    let spaces: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
    guard let first = firstIndex(where: { !spaces.contains($0) }), let last = lastIndex(where: { !spaces.contains($0) })
    else { return "" }
    return String(self[first...last])
  }
}
