import Crypto

/// The SHA-256 digest: 32 bytes.
public func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  var hash = SHA256()
  hash.update(bytes)
  return Array(hash.finalize())
}

/// The SHA-256 digest of a text's UTF-8: 64 hexadecimal digits.
public func sha256Hex(_ text: String) -> String { Hexadecimal.text(of: sha256(text.utf8)) }

/// HMAC with SHA-256 (RFC 2104): proves that a message comes from someone who has the key.
public struct HMACSHA256: Sendable {
  private let key: SymmetricKey

  public init(key: some Sequence<UInt8>) { self.key = SymmetricKey(data: Array(key)) }

  /// 32 bytes.
  public func code(for message: some Sequence<UInt8>) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(message), using: key))
  }

  public func isValid(_ code: some Sequence<UInt8>, for message: some Sequence<UInt8>) -> Bool {
    areEqualInConstantTime(Array(code), self.code(for: message))
  }
}

/// The code of one message; ``HMACSHA256`` keeps the key for several. 32 bytes.
public func hmacSHA256(key: some Sequence<UInt8>, _ message: some Sequence<UInt8>) -> [UInt8] {
  HMACSHA256(key: key).code(for: message)
}

extension SHA256 {
  fileprivate mutating func update(_ bytes: some Sequence<UInt8>) {
    let isContiguous: Void? = bytes.withContiguousStorageIfAvailable {
      update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isContiguous == nil { update(data: Array(bytes)) }
  }
}
