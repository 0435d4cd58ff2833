/// The content lines of an iCalendar file (RFC 5545, section 3.1): folded lines joined, names and parameters split off.
struct ICSLines {
  struct Line {
    /// Of its beginning in the file.
    var number: Int
    /// In capitals: `DTSTART`.
    var name: String
    /// In capitals: `["VALUE": "DATE"]`.
    var parameters: [String: String]
    var value: String
  }

  /// Bytes. A country's holidays of twenty years take less than 100 kB.
  static let largestFile = 4 << 20

  static func read(_ text: String) throws(ICSError) -> [Line] {
    guard text.utf8.count <= largestFile else {
      throw ICSError(line: 1, reason: "the file has more than \(largestFile >> 20) MB")
    }
    var lines: [Line] = []
    for (number, content) in unfolded(text) {
      guard let line = line(content, number) else {
        throw ICSError(line: number, reason: "'\(content.prefix(60))' is no line of a calendar, as 'NAME:value'")
      }
      lines.append(line)
    }
    return lines
  }

  /// A line that begins with a blank goes on where the one before it ended.
  private static func unfolded(_ text: String) -> [(number: Int, content: String)] {
    var lines: [(number: Int, content: String)] = []
    // Split as scalars, since a carriage return and its line feed are one character.
    let parts = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let content = String(part.last == "\r" ? part.dropLast() : part)
      if let first = content.unicodeScalars.first, first == " " || first == "\t", !lines.isEmpty {
        lines[lines.count - 1].content.unicodeScalars += content.unicodeScalars.dropFirst()
      } else if !content.isEmpty {
        lines.append((index + 1, content))
      }
    }
    return lines
  }

  private static func line(_ content: String, _ number: Int) -> Line? {
    // A byte order mark may stand in front of the first line.
    let content = content.unicodeScalars.first == "\u{feff}" ? String(content.unicodeScalars.dropFirst()) : content
    guard let (head, value) = headAndValue(content) else { return nil }
    let parts = head.split(separator: ";", omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, name.utf8.allSatisfy(isNameByte) else { return nil }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { parameters[pair[0].uppercased()] = pair[1].uppercased() }
    }
    return Line(number: number, name: name.uppercased(), parameters: parameters, value: value)
  }

  /// Splits at the first colon that isn't in quotes.
  private static func headAndValue(_ content: String) -> (String, String)? {
    var isQuoted = false
    for index in content.indices {
      if content[index] == "\"" { isQuoted.toggle() }
      if content[index] == ":", !isQuoted {
        return (String(content[..<index]), String(content[content.index(after: index)...]))
      }
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }
}
