/// URIs and references to them (RFC 3986), and the same with characters of all languages (RFC 3987).
enum URIFormats {
  static func accepts(_ text: String, needsScheme: Bool, allowsUnicode: Bool) -> Bool {
    let reference = URIReference(text)
    let checker = PartChecker(allowsUnicode: allowsUnicode)
    if let scheme = reference.scheme {
      guard isScheme(scheme) else { return false }
    } else if needsScheme {
      return false
    }
    if let authority = reference.authority { guard checker.isAuthority(authority) else { return false } }
    // A first segment with a colon would be a scheme; the parts were split there already, so it isn't one.
    if reference.scheme == nil, reference.authority == nil, hasColonInFirstSegment(reference.path) { return false }
    return checker.isMade(of: ":@/", reference.path)
      && reference.query.map { checker.isMade(of: ":@/?", $0) } ?? true
      && reference.fragment.map { checker.isMade(of: ":@/?", $0) } ?? true
  }

  private static func isScheme(_ text: String) -> Bool {
    guard text.utf8.first?.isASCIILetter == true else { return false }
    return text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0.isOne(of: "+-.") }
  }

  private static func hasColonInFirstSegment(_ path: String) -> Bool {
    path.utf8.prefix { $0 != UInt8(ascii: "/") }.contains(UInt8(ascii: ":"))
  }
}

private struct PartChecker {
  let allowsUnicode: Bool

  func isAuthority(_ text: String) -> Bool {
    var host = text[...]
    if let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) {
      guard isMade(of: ":", String(text[..<at])) else { return false }
      host = text[text.utf8.index(after: at)...]
    }
    if host.hasPrefix("[") {
      guard let end = host.utf8.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let address = host[host.utf8.index(after: host.startIndex)..<end]
      return isAddress(String(address)) && isPort(host[host.utf8.index(after: end)...])
    }
    let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")) ?? host.endIndex
    return isMade(of: "", String(host[..<colon])) && isPort(host[colon...])
  }

  private func isAddress(_ text: String) -> Bool {
    guard text.hasPrefix("v") else { return IPFormats.isIPv6(text) }
    let parts = text.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[0].utf8.allSatisfy(\.isHexadecimalDigit)
      && !parts[1].isEmpty && isMade(of: ":", String(parts[1]))
  }

  /// Nothing, or a colon with digits behind it.
  private func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.utf8.first == UInt8(ascii: ":") && text.utf8.dropFirst().allSatisfy(\.isASCIIDigit)
  }

  /// Whether a part holds nothing but unreserved characters, sub-delimiters, percent escapes, and the extra ones.
  func isMade(of extra: String, _ text: String) -> Bool {
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.popFirst()?.isHexadecimalDigit == true, rest.popFirst()?.isHexadecimalDigit == true else {
          return false
        }
      } else if byte >= 0x80 {
        if !allowsUnicode { return false }
      } else if !byte.isASCIILetter, !byte.isASCIIDigit, !byte.isOne(of: "-._~!$&'()*+,;="), !byte.isOne(of: extra) {
        return false
      }
    }
    return true
  }
}
