import HTTPTypes

/// Whether a form was sent from a page of this site, as far as the browser says.
///
/// Browsers say it in `Sec-Fetch-Site` or `Origin`; what says neither is no browser that other sites could misuse, and is
/// held by the form's token alone.
struct OriginCheck {
  let baseURL: String?

  func allows(_ request: WebRequest) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
      // `localhost` and `127.0.0.1` are two sites for the browser and one for us; Origin decides below.
      guard let origin = request.headers[.origin].flatMap(Origin.init), origin.isLoopback else { return false }
    }
    guard let text = request.headers[.origin] else { return true }
    guard let origin = Origin(text) else { return false }
    return origin.isSame(as: own(request))
  }

  /// Our own origin: the configured one, else what the request calls us.
  private func own(_ request: WebRequest) -> Origin? {
    if let baseURL { return Origin(baseURL) }
    return Origin("\(request.isSecure ? "https" : "http")://\(request.host)")
  }
}

/// Scheme, host and port (RFC 6454).
struct Origin: Hashable {
  var scheme: String
  var host: String
  var port: Int

  /// Reads an origin or the beginning of a URL; nil for `null` and everything else.
  init?(_ text: String) {
    guard let separator = text.firstRange(of: "://") else { return nil }
    scheme = text[..<separator.lowerBound].lowercased()
    let authority = text[separator.upperBound...].prefix { $0 != "/" }.lowercased()
    guard !authority.isEmpty, !authority.contains("@"), let ordinary = ["http": 80, "https": 443][scheme] else {
      return nil
    }
    let colon = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
    host = String(authority[..<(colon ?? authority.endIndex)])
    if let colon {
      guard let number = Int(authority[authority.index(after: colon)...]) else { return nil }
      port = number
    } else {
      port = ordinary
    }
  }

  var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host.hasSuffix(".localhost") || isLoopbackAddress
  }

  /// 127.0.0.0/8, as four numbers: `127.example.org` is somebody else.
  private var isLoopbackAddress: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The host's names for itself count as one.
  func isSame(as other: Origin?) -> Bool {
    guard let other else { return false }
    return self == other || (isLoopback && other.isLoopback && port == other.port && scheme == other.scheme)
  }
}
