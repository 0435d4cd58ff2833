import HTTPTypes
import Orchestrator

extension Site {
  /// Who asks, by the token of a program or the cookie of a browser.
  ///
  /// A cookie opens the programming interface for reading only (a link to an export works): what changes something there
  /// needs a token, which no other site can make a browser send.
  func visitor(of request: WebRequest) throws -> Visitor {
    if request.isForHook { return .nobody }
    if request.isForAPI, let credentials = request.headers[.authorization] {
      return .program(try installation.identity(ofToken: try BearerToken.text(in: credentials)))
    }
    guard !request.isForAPI || request.method == .get || request.method == .head,
      let secret = SessionCookie.secret(in: request), let session = try installation.session(secret: secret)
    else { return .nobody }
    return .person(session)
  }

  /// Refuses who may not ask for this.
  /// - Throws: 401 for nobody, 403 for somebody without the permission.
  func check(_ visitor: Visitor, for access: Route.Access) throws {
    guard case .holder(let permission) = access else { return }
    guard let identity = visitor.identity else {
      throw Problem(
        .unauthorized,
        "This needs an API token: send `Authorization: Bearer esc_…` (`escapement token create` makes one).",
        headers: [.wwwAuthenticate: "Bearer realm=\"escapement\""])
    }
    try identity.require(permission)
  }
}

/// RFC 6750's header field.
enum BearerToken {
  static func text(in credentials: String) throws(Problem) -> String {
    let parts = credentials.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw Problem(
        .unauthorized, "Authorization must be `Bearer esc_…`.",
        headers: [.wwwAuthenticate: "Bearer realm=\"escapement\", error=\"invalid_request\""])
    }
    return String(parts[1]).trimmingWhitespace()
  }
}
