/// Addresses of the Internet Protocol as text.
enum IPFormats {
  /// Four decimal numbers without leading zeros, which some programs would read as octal.
  static func isIPv4(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(\.isASCIIDigit) && (part.count == 1 || part.first != 0x30)
          && UInt8(Substring(part)) != nil
      }
  }

  /// Eight groups of hexadecimal digits (RFC 4291, section 2.2), one run of zeros maybe cut to `::`, the last two maybe
  /// written as an IPv4 address. No zone.
  static func isIPv6(_ text: String) -> Bool {
    let halves = split(text)
    guard let first = halves.first, halves.count <= 2 else { return false }
    guard halves.count == 2 else { return groups(first, allowsIPv4: true) == 8 }
    guard let before = groups(first, allowsIPv4: false), let after = groups(halves[1], allowsIPv4: true) else {
      return false
    }
    return before + after < 8
  }

  /// The parts around each `::`.
  private static func split(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.utf8.index(after: index)
      if text.utf8[index] == UInt8(ascii: ":"), next < text.endIndex, text.utf8[next] == UInt8(ascii: ":") {
        parts.append(text[start..<index])
        start = text.utf8.index(after: next)
        index = start
      } else {
        index = next
      }
    }
    return parts + [text[start...]]
  }

  /// The number of 16-bit groups that a part has; nil where it is malformed.
  private static func groups(_ part: Substring, allowsIPv4: Bool) -> Int? {
    if part.isEmpty { return 0 }
    let groups = part.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var count = 0
    for (index, group) in groups.enumerated() {
      if (1...4).contains(group.count), group.allSatisfy(\.isHexadecimalDigit) {
        count += 1
      } else if allowsIPv4, index == groups.count - 1, isIPv4(String(Substring(group))) {
        count += 2
      } else {
        return nil
      }
    }
    return count
  }
}
