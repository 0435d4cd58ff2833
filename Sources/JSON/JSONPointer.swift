/// A place in a JSON value, as RFC 6901 writes it: `/steps/0/name`. The empty pointer is the value itself.
public struct JSONPointer: Hashable, Sendable {
  /// Names and indices from the root, unescaped.
  public var tokens: [String]

  public init(_ tokens: [String] = []) { self.tokens = tokens }

  public init(parsing text: String) throws(JSONPointerError) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { throw JSONPointerError.noSlash(text) }
    tokens = []
    for token in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = JSONPointer.unescaped(Substring(token)) else { throw JSONPointerError.badEscape(text) }
      tokens.append(token)
    }
  }

  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  /// What the pointer points at, or nil where there is no such place.
  public func value(in root: JSONValue) -> JSONValue? {
    var value = root
    for token in tokens {
      guard let next = JSONPointer.step(into: value, token) else { return nil }
      value = next
    }
    return value
  }

  private static func step(into value: JSONValue, _ token: String) -> JSONValue? {
    switch value {
    case .object(let members): members[token]
    case .array: index(token).flatMap { value[$0] }
    case .null, .bool, .integer, .double, .string: nil
    }
  }

  /// `0`, `12`, but neither `01` nor `+1`.
  private static func index(_ token: String) -> Int? {
    guard let first = token.utf8.first, first != UInt8(ascii: "0") || token.utf8.count == 1,
      token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(token)
  }

  private static func unescaped(_ token: Substring) -> String? {
    guard token.utf8.contains(UInt8(ascii: "~")) else { return String(token) }
    var result: [UInt8] = []
    var rest = token.utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        result.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): result.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): result.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension JSONPointer: CustomStringConvertible {
  public var description: String { tokens.map { "/" + JSONPointer.escaped($0) }.joined() }

  private static func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    var result = ""
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Why a text is no JSON pointer.
public enum JSONPointerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A pointer that isn't empty begins with a slash.
  case noSlash(String)
  /// A tilde stands before neither 0 nor 1.
  case badEscape(String)

  public var description: String {
    switch self {
    case .noSlash(let text): "the JSON pointer '\(text)' must be empty or begin with '/'"
    case .badEscape(let text): "the JSON pointer '\(text)' has a '~' without 0 or 1 behind it"
    }
  }
}
