import Digest

/// The text of an API token: `esc_`, 160 random bits, and a checksum, so that a mistyped or cut token is told apart
/// from a revoked one, and scanners of source code find leaked ones without false alarms.
struct TokenSecret {
  let text: String

  static let prefix = "esc_"
  private static let randomCharacters = 32
  private static let checksumCharacters = 6

  init(random: String) {
    text = Self.prefix + random + Self.checksum(of: random)
  }

  /// Nil when the text is no token, or was damaged.
  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let body = text.dropFirst(Self.prefix.count)
    guard body.utf8.count == Self.randomCharacters + Self.checksumCharacters else { return nil }
    let random = String(body.prefix(Self.randomCharacters))
    guard body.dropFirst(Self.randomCharacters) == Self.checksum(of: random) else { return nil }
    self.text = text
  }

  static func make(with identifiers: IdentifierSource) -> TokenSecret {
    TokenSecret(random: identifiers.randomText(characters: randomCharacters))
  }

  /// What is stored.
  var hash: String { sha256Hex(text) }

  private static func checksum(of random: String) -> String {
    CrockfordBase32.text(of: Array(sha256(random.utf8).prefix(checksumCharacters)))
  }
}
