import Digest

/// What a sender signs with, as it is written.
enum WebhookSecretText {
  static let standardPrefix = "whsec_"
  /// Shorter ones can be guessed from one signed request.
  static let leastBytes = 16
  static let mostBytes = 256
  private static let randomBytes = 32

  /// A new one in the form that such senders take.
  static func random(for signature: WebhookSettings.Signature, _ identifiers: IdentifierSource) -> String? {
    let bytes = identifiers.randomBytes(randomBytes)
    return switch signature {
    case .standard: standardPrefix + Base64.text(of: bytes)
    case .hmac: Hexadecimal.text(of: bytes)
    case .none: nil
    }
  }

  /// - Throws: `invalid` for one that is too short, too long, or of another form.
  static func check(_ text: String, for signature: WebhookSettings.Signature) throws(OperationError) {
    switch signature {
    case .none: throw OperationError(.invalid, "a webhook without signature has no secret")
    case .hmac, .standard:
      let count = key(of: text, for: signature)?.count ?? 0
      guard (leastBytes...mostBytes).contains(count) else {
        let form = signature == .standard ? "`whsec_` and the Base64 of " : ""
        throw OperationError(.invalid, "a secret is \(form)\(leastBytes) to \(mostBytes) bytes")
      }
    }
  }

  /// The bytes that the code is made with.
  static func key(of text: String, for signature: WebhookSettings.Signature) -> [UInt8]? {
    guard signature == .standard else { return Array(text.utf8) }
    guard text.hasPrefix(standardPrefix) else { return nil }
    return Base64.bytes(of: String(text.dropFirst(standardPrefix.count)))
  }
}
