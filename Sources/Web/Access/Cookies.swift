import HTTPTypes

/// What the browser keeps for us.
enum Cookies {
  /// The value of a cookie; the first one if a path gives two.
  static func value(of name: String, in request: WebRequest) -> String? {
    for part in (request.headers[.cookie] ?? "").split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2, String(sides[0]).trimmingWhitespace() == name {
        return String(sides[1]).trimmingWhitespace()
      }
    }
    return nil
  }

  /// A `Set-Cookie` field. Scripts never see our cookies, and other sites' forms don't send them.
  /// - Parameter seconds: how long it is kept; 0 removes it, nil keeps it until the browser ends.
  static func field(_ name: String, _ value: String, for request: WebRequest, isSecure: Bool, seconds: Int?) -> String {
    let path = request.mount.isEmpty ? "/" : request.mount
    let age = seconds.map { "; Max-Age=\($0)" } ?? ""
    return "\(name)=\(value); Path=\(path)\(age); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }
}

/// The session's cookie.
enum SessionCookie {
  private static let name = "escapement_session"

  static func secret(in request: WebRequest) -> String? { Cookies.value(of: name, in: request) }

  static func field(_ secret: String, for request: WebRequest, isSecure: Bool, seconds: Int?) -> String {
    Cookies.field(name, secret, for: request, isSecure: isSecure, seconds: seconds)
  }
}
