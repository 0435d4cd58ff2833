import JSON

/// What fields are posted as: the path's tokens joined by dots. `~0` and `~1` stand for a tilde and a dot within one.
enum FormName {
  static func text(of path: JSONPointer) -> String { path.tokens.map(escaped).joined(separator: ".") }

  private static func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: ".") }) else { return token }
    return token.unicodeScalars.map { scalar in
      switch scalar {
      case "~": "~0"
      case ".": "~1"
      default: String(scalar)
      }
    }.joined()
  }
}
