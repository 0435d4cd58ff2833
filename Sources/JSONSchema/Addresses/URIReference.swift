/// A URI or a relative reference in its five parts (RFC 3986, appendix B), not checked further.
struct URIReference: Hashable, Sendable {
  var scheme: String?
  var authority: String?
  var path: String
  var query: String?
  var fragment: String?

  init(_ text: String) {
    var rest = text[...]
    fragment = URIReference.cutTail(of: &rest, at: "#")
    query = URIReference.cutTail(of: &rest, at: "?")
    if let colon = rest.firstIndex(where: { ":/".contains($0) }), rest[colon] == ":", colon > rest.startIndex {
      scheme = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  private static func cutTail(of text: inout Substring, at mark: Character) -> String? {
    guard let index = text.firstIndex(of: mark) else { return nil }
    defer { text = text[..<index] }
    return String(text[text.index(after: index)...])
  }

  var text: String {
    var text = ""
    if let scheme { text += "\(scheme):" }
    if let authority { text += "//\(authority)" }
    text += path
    if let query { text += "?\(query)" }
    if let fragment { text += "#\(fragment)" }
    return text
  }

  var withoutFragment: URIReference {
    var result = self
    result.fragment = nil
    return result
  }
}

extension URIReference {
  /// What the reference means within a document at this address (RFC 3986, section 5.2).
  func resolving(_ reference: URIReference) -> URIReference {
    var target = reference
    if reference.scheme != nil {
      target.path = URIReference.removingDots(reference.path)
      return target
    }
    target.scheme = scheme
    if reference.authority != nil {
      target.path = URIReference.removingDots(reference.path)
      return target
    }
    target.authority = authority
    if reference.path.isEmpty {
      target.path = path
      target.query = reference.query ?? query
    } else {
      target.path = URIReference.removingDots(merged(reference.path))
    }
    return target
  }

  private func merged(_ relative: String) -> String {
    if relative.hasPrefix("/") { return relative }
    if authority != nil, path.isEmpty { return "/" + relative }
    guard let slash = path.lastIndex(of: "/") else { return relative }
    return path[...slash] + relative
  }

  private static func removingDots(_ path: String) -> String {
    guard path.contains(".") else { return path }
    let isAbsolute = path.hasPrefix("/")
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(isAbsolute ? 1 : 0)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      if segment == ".." { _ = kept.popLast() } else if segment != "." { kept.append(segment) }
      if isLast, segment == "." || segment == ".." { kept.append("") }
    }
    return (isAbsolute ? "/" : "") + kept.joined(separator: "/")
  }

  /// A fragment's percent escapes turned into what they mean; nil where they are malformed.
  static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
