import Orchestrator

/// Who asks.
enum Visitor: Sendable {
  case nobody
  /// With an API token.
  case program(Identity)
  /// With a session's cookie.
  case person(BrowserSession)

  var identity: Identity? {
    switch self {
    case .nobody: nil
    case .program(let identity): identity
    case .person(let session): session.identity
    }
  }

  var session: BrowserSession? {
    if case .person(let session) = self { session } else { nil }
  }
}
