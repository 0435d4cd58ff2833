import CCrypt
import Glibc

/// Passwords as crypt(5) strings, made with yescrypt through libcrypt.
public struct PasswordHash: Hashable, Sendable {
  /// As stored: `$y$j9T$…`.
  public let text: String

  public init(text: String) { self.text = text }

  /// The shortest password that is accepted.
  public static let minimumLength = 8
  /// What libcrypt takes at most (CRYPT_MAX_PASSPHRASE_SIZE).
  public static let maximumBytes = 512

  /// Hashes a password with a fresh salt. Takes some milliseconds and megabytes, on purpose.
  ///
  /// - Parameter salt: 16 random bytes.
  public init(of password: String, salt: [UInt8]) throws(OperationError) {
    guard password.unicodeScalars.count >= Self.minimumLength else {
      throw OperationError(.invalid, "the password is too short: it needs at least \(Self.minimumLength) characters")
    }
    guard password.utf8.count < Self.maximumBytes, !password.utf8.contains(0) else {
      throw OperationError(
        .invalid, "the password is too long: at most \(Self.maximumBytes - 1) bytes, none of them zero")
    }
    guard let setting = Self.setting(salt: salt), let text = Self.crypt(password, setting) else {
      throw OperationError(
        .unavailable, "this host's libcrypt can't hash with yescrypt; it needs libxcrypt 4.4 or newer")
    }
    self.text = text
  }

  /// Whether the password is the one that was hashed. Takes as long as hashing.
  public func matches(_ password: String) -> Bool {
    guard password.utf8.count < Self.maximumBytes, !password.utf8.contains(0),
      let computed = Self.crypt(password, text)
    else { return false }
    return Self.isEqual(Array(computed.utf8), Array(text.utf8))
  }

  /// A hash that no password has, with yescrypt's usual cost: what unknown users are checked against, so that the time
  /// an answer takes tells nobody which names exist.
  static let ofNobody = PasswordHash(text: "$y$j9T$Ck5PpYHHnKZBvBLFaBjvp/$yG5nQ6pHeTcWZjlWAy3RYVAMlTq4GLZTPNQB1kNyF53")

  private static func setting(salt: [UInt8]) -> String? {
    var output = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
    let random = salt.map(CChar.init(bitPattern:))
    // Cost 0 means libcrypt's default, which grows with its releases.
    guard let result = crypt_gensalt_rn("$y$", 0, random, Int32(random.count), &output, Int32(output.count)) else {
      return nil
    }
    return String(cString: result)
  }

  private static func crypt(_ password: String, _ setting: String) -> String? {
    // 32 kB: too much for the stacks of the web's threads.
    let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
    defer { data.deallocate() }
    memset(data, 0, MemoryLayout<crypt_data>.size)
    guard let result = crypt_rn(password, setting, data, Int32(MemoryLayout<crypt_data>.size)) else { return nil }
    return String(cString: result)
  }

  private static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
