import Digest

extension Installation {
  /// Seals what is kept in the database and only this installation may read.
  ///
  /// - Throws: `HostFile.Failure` when the key can't be read; `StartupError` when it is none.
  func sealer(for purpose: String) throws -> TextSealer {
    let text = try HostFile.readText(directory.secretKey).filter { !$0.isWhitespace }
    guard let secret = Hexadecimal.bytes(of: text), secret.count >= Self.leastSecretBytes else {
      throw StartupError(.files, "\(directory.secretKey) doesn't hold 64 hexadecimal digits")
    }
    return TextSealer(secret: secret, purpose: purpose)
  }

  private static let leastSecretBytes = 32

  func sealedWebhookSecret(_ text: String, of webhook: String) throws -> String {
    let nonce = identifiers.randomBytes(TextSealer.nonceBytes)
    guard let sealed = try sealer(for: "webhooks").sealed(text, nonce: nonce, place: webhook) else {
      throw StartupError(.files, "the webhook's secret can't be sealed")
    }
    return sealed
  }
}
