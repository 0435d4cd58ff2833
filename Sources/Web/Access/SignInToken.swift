import Digest
import Orchestrator

/// What ties the sign-in form to the browser it was made for, before there is a session: a random cookie, and in the form
/// what follows from it. Without it another site could sign somebody in as somebody else.
enum SignInToken {
  private static let cookie = "escapement_sign_in"

  /// The cookie's value for a form: the one that the browser has already (it may have the form open twice), or a new one.
  static func secret(for request: WebRequest, _ identifiers: IdentifierSource) -> String {
    if let known = Cookies.value(of: cookie, in: request), Base64URL.bytes(of: known)?.count == secretBytes {
      return known
    }
    return Base64URL.text(of: identifiers.randomBytes(secretBytes))
  }

  static func formToken(of secret: String) -> String { sha256Hex("sign-in \(secret)") }

  static func field(_ secret: String, for request: WebRequest, isSecure: Bool) -> String {
    Cookies.field(cookie, secret, for: request, isSecure: isSecure, seconds: nil)
  }

  static func accepts(_ posted: String, from request: WebRequest) -> Bool {
    guard let secret = Cookies.value(of: cookie, in: request) else { return false }
    return areEqualInConstantTime(posted, formToken(of: secret))
  }

  private static let secretBytes = 16
}
