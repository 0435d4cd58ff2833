import CCurl
import Synchronization

/// libcurl, which is opened when something is sent for the first time.
public enum Curl {
  private static let lock = Mutex(())

  /// - Throws: `unavailable` with the package that is missing.
  static func open() throws(EgressError) {
    let reason = lock.withLock { _ in escapement_curl_open().map { String(cString: $0) } }
    guard let reason else { return }
    throw EgressError(.unavailable, "\(reason); install it (Debian: apt install libcurl4)")
  }

  /// What the host has, as `libcurl/7.88.1 OpenSSL/3.0.11 …`.
  /// - Throws: ``EgressError`` when it has none.
  public static func version() throws(EgressError) -> String {
    try open()
    return escapement_curl_version().map { String(cString: $0) } ?? "libcurl"
  }

  /// Its options, results and parts of addresses, by the numbers of its binary interface.
  enum Option {
    static let proxied: Int32 = 10_004
    static let writeContext: Int32 = 10_001
    static let address: Int32 = 10_002
    static let body: Int32 = 10_015
    static let headers: Int32 = 10_023
    static let headerContext: Int32 = 10_029
    static let method: Int32 = 10_036
    static let authorities: Int32 = 10_065
    static let resolved: Int32 = 10_203
    static let take: Int32 = 20_011
    static let takeHeader: Int32 = 20_079
    static let hasNoBody: Int32 = 44
    static let posts: Int32 = 47
    static let follows: Int32 = 52
    static let verifiesPeer: Int32 = 64
    static let verifiesHost: Int32 = 81
    static let version: Int32 = 84
    static let noSignals: Int32 = 99
    static let milliseconds: Int32 = 155
    static let connectingMilliseconds: Int32 = 156
    static let protocols: Int32 = 181
    static let bodySize: Int32 = 30_120
  }

  enum Code {
    static let couldNotConnect: Int32 = 7
    static let writeFailed: Int32 = 23
    static let timedOut: Int32 = 28
    static let cancelled: Int32 = 42
    /// Handshake, certificates and their files.
    static let untrusted: Set<Int32> = [35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91]
  }

  /// CURLINFO_RESPONSE_CODE
  static let statusInfo: Int32 = 0x200002
}

/// An address as libcurl reads it, numbers of all spellings in their usual form.
struct CurlAddress {
  let text: String
  let host: String
  let port: Int

  /// - Throws: `invalid`.
  init(_ written: String) throws(EgressError) {
    guard let url = escapement_curl_url(written) else {
      throw EgressError(.invalid, "the address can't be read")
    }
    defer { escapement_curl_free_url(url) }
    let scheme = Self.part(1, of: url)
    guard scheme == "https" || scheme == "http" else {
      throw EgressError(.invalid, "the address must begin with https:// or http://")
    }
    guard Self.part(2, of: url) == nil, Self.part(3, of: url) == nil else {
      throw EgressError(.invalid, "the address holds a user's name or password")
    }
    guard let host = Self.part(5, of: url), let port = Self.part(6, of: url, flags: 1).flatMap({ Int($0) }),
      let whole = Self.part(0, of: url)
    else { throw EgressError(.invalid, "the address has no host") }
    (text, self.host, self.port) = (whole, host.lowercased(), port)
  }

  /// The host without the brackets of IPv6.
  var literal: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }

  private static func part(_ part: Int32, of url: UnsafeMutableRawPointer, flags: UInt32 = 0) -> String? {
    guard let text = escapement_curl_url_part(url, part, flags) else { return nil }
    defer { escapement_curl_free_text(text) }
    return String(cString: text)
  }
}
