import Crypto

/// Signs with ed25519 (RFC 8032): who has the public key can check a signature, and can't make one.
public struct Ed25519PrivateKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// - Parameter seed: 32 random bytes; nil for another number of them.
  public init?(seed: some Sequence<UInt8>) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(seed)) else { return nil }
    self.key = key
  }

  public var publicKey: Ed25519PublicKey { Ed25519PublicKey(key: key.publicKey) }

  /// 64 bytes. Throws only what the library throws for keys that it has accepted before: nothing that is known.
  public func signature(for message: some Sequence<UInt8>) throws -> [UInt8] {
    Array(try key.signature(for: Array(message)))
  }
}

/// Checks what was signed with the private key of the same pair.
public struct Ed25519PublicKey: Sendable {
  fileprivate let key: Curve25519.Signing.PublicKey

  fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

  /// - Parameter bytes: the 32 bytes of the key; nil when they are none.
  public init?(bytes: some Sequence<UInt8>) {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Array(bytes)) else { return nil }
    self.key = key
  }

  public var bytes: [UInt8] { Array(key.rawRepresentation) }

  public func isValid(_ signature: some Sequence<UInt8>, for message: some Sequence<UInt8>) -> Bool {
    key.isValidSignature(Array(signature), for: Array(message))
  }
}
