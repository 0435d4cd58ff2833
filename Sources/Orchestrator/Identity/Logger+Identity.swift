import Engine
import Logging

/// What is logged about people and tokens; the one place with these words.
extension Logger {
  func userAdded(_ name: String, by actor: Actor) {
    info("user added", metadata: ["user": "\(name)", "by": "\(actor)"])
  }

  func passwordChanged(of name: String, by actor: Actor) {
    info("password changed", metadata: ["user": "\(name)", "by": "\(actor)"])
  }

  func signedIn(_ name: String) { info("signed in", metadata: ["user": "\(name)"]) }

  /// The name is what somebody typed, which may have been a password: only its beginning is logged.
  func signInFailed(_ name: String) {
    notice("sign-in failed", metadata: ["user": "\(name.prefix(3))…"])
  }

  func tokenCreated(_ name: String, by actor: Actor) {
    info("token created", metadata: ["token": "\(name)", "by": "\(actor)"])
  }

  func tokenRevoked(_ name: String, by actor: Actor) {
    info("token revoked", metadata: ["token": "\(name)", "by": "\(actor)"])
  }
}
