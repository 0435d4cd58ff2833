import Crypto

/// Keeps texts so that only who has the key can read them: AES-256 in GCM (NIST SP 800-38D), which also tells when what
/// was kept was changed or belongs elsewhere.
public struct TextSealer: Sendable {
  private let key: SymmetricKey

  /// A nonce is never used twice with one key: take random ones.
  public static let nonceBytes = 12

  /// - Parameter secret: 256 bits or more that nobody else knows; the key follows from it and from `purpose`.
  public init(secret: some Sequence<UInt8>, purpose: String) {
    key = SymmetricKey(data: HMACSHA256(key: secret).code(for: Array("seal\0\(purpose)".utf8)))
  }

  /// - Parameters:
  ///   - nonce: ``nonceBytes`` random bytes.
  ///   - place: what the text belongs to; it must be the same for opening it.
  /// - Returns: Base64 (URL alphabet) of nonce, cipher and tag; nil for a nonce of another length.
  public func sealed(_ text: String, nonce: [UInt8], place: String) -> String? {
    guard nonce.count == Self.nonceBytes, let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.seal(Array(text.utf8), using: key, nonce: nonce, authenticating: Array(place.utf8)),
      let combined = box.combined
    else { return nil }
    return Base64URL.text(of: combined)
  }

  /// Nil when it was sealed with another key or for another place, or was damaged.
  public func opened(_ sealed: String, place: String) -> String? {
    guard let bytes = Base64URL.bytes(of: sealed), let box = try? AES.GCM.SealedBox(combined: bytes),
      let open = try? AES.GCM.open(box, using: key, authenticating: Array(place.utf8))
    else { return nil }
    return String(validating: open, as: UTF8.self)
  }
}
