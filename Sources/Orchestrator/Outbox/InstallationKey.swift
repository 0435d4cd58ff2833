import Digest

extension Installation {
  /// A key for one purpose, made of the installation's secret key: 32 bytes that tell nothing of it or of each other.
  ///
  /// - Throws: ``StartupError`` when the secret key's file can't be read.
  func key(for purpose: String) throws -> [UInt8] {
    let text: String
    do { text = try HostFile.readText(directory.secretKey, limit: 4_096) } catch { throw StartupError(error) }
    guard let secret = Hexadecimal.bytes(of: text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""),
      secret.count >= Self.shortestKey
    else { throw StartupError(.files, "\(directory.secretKey) holds no key; put back the file from a backup") }
    return hmacSHA256(key: secret, purpose.utf8)
  }

  private static let shortestKey = 16
}
