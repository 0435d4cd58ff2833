/// Host names: labels of letters, digits and hyphens (RFC 1123, section 2.1), up to 63 each and 253 in all. A label
/// that begins with `xn--` is looked at no further.
enum HostFormat {
  static func accepts(_ text: String) -> Bool {
    guard (1...253).contains(text.utf8.count) else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen else { return false }
    // Hyphens in the third and fourth place are kept for `xn--` and its likes (RFC 5891, section 4.2.3.1).
    if label.dropFirst(2).starts(with: "--".utf8), !Substring(label).lowercased().hasPrefix("xn--") { return false }
    return label.allSatisfy { $0.isASCIIDigit || $0.isASCIILetter || $0 == hyphen }
  }
}

/// Mail addresses (RFC 5321, section 4.1.2): a dotted word or a quoted text, `@`, a host name or an address in brackets.
enum MailFormat {
  static func accepts(_ text: String, allowsUnicode: Bool) -> Bool {
    guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let (name, host) = (text[..<at], text[text.utf8.index(after: at)...])
    return isName(name.utf8, allowsUnicode) && isHost(String(host), allowsUnicode)
  }

  private static func isName(_ name: Substring.UTF8View, _ allowsUnicode: Bool) -> Bool {
    if name.first == UInt8(ascii: "\"") { return isQuoted(name, allowsUnicode) }
    return name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.allSatisfy { isWordCharacter($0) || allowsUnicode && $0 >= 0x80 }
    }
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte.isASCIILetter || byte.isOne(of: "!#$%&'*+-/=?^_`{|}~")
  }

  private static func isQuoted(_ name: Substring.UTF8View, _ allowsUnicode: Bool) -> Bool {
    guard name.count >= 2, name.last == UInt8(ascii: "\"") else { return false }
    var content = name.dropFirst().dropLast()
    while let byte = content.popFirst() {
      if byte == UInt8(ascii: "\"") || byte < 0x20 || byte == 0x7F || byte >= 0x80 && !allowsUnicode { return false }
      if byte == UInt8(ascii: "\\"), content.popFirst() == nil { return false }
    }
    return true
  }

  private static func isHost(_ host: String, _ allowsUnicode: Bool) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") { return isAddress(String(host.dropFirst().dropLast())) }
    if allowsUnicode, !host.utf8.allSatisfy({ $0 < 0x80 }) { return !host.isEmpty && !host.contains(" ") }
    return HostFormat.accepts(host)
  }

  private static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("IPv6:") ? IPFormats.isIPv6(String(text.dropFirst(5))) : IPFormats.isIPv4(text)
  }
}
