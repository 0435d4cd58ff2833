/// The headers of an answer, line by line.
struct ResponseHead {
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var isTooLarge = false
  private var byteCount = 0

  /// False when there are more than may be.
  mutating func take(_ line: UnsafeRawBufferPointer, limit: Int) -> Bool {
    byteCount += line.count
    guard byteCount <= limit else {
      isTooLarge = true
      return false
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // What came before was an interim answer.
      fields = []
    } else if let colon = text.firstIndex(of: ":") {
      fields.append((text[..<colon].lowercased(), Self.trimmed(text[text.index(after: colon)...])))
    }
    return true
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
