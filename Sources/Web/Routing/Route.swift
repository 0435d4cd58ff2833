import HTTPTypes
import Orchestrator

/// One line of the table in `Site.swift`: who may ask for what, and which function answers.
struct Route: Sendable {
  var method: HTTPRequest.Method
  var pattern: PathPattern
  var access: Access
  var answer: Handler

  typealias Handler = @Sendable (Exchange) throws -> WebResponse

  /// What must be known of the one who asks before the handler is called.
  enum Access: Hashable, Sendable {
    /// Anybody may ask.
    case anybody
    /// Somebody with this permission: a person with a session, or a program with a token.
    case holder(of: Permission)

    static let viewer = Access.holder(of: .view)
  }

  static func get(_ pattern: PathPattern, _ access: Access = .viewer, _ answer: @escaping Handler) -> Route {
    Route(method: .get, pattern: pattern, access: access, answer: answer)
  }

  static func post(_ pattern: PathPattern, _ access: Access, _ answer: @escaping Handler) -> Route {
    Route(method: .post, pattern: pattern, access: access, answer: answer)
  }

  static func put(_ pattern: PathPattern, _ access: Access, _ answer: @escaping Handler) -> Route {
    Route(method: .put, pattern: pattern, access: access, answer: answer)
  }

  static func delete(_ pattern: PathPattern, _ access: Access, _ answer: @escaping Handler) -> Route {
    Route(method: .delete, pattern: pattern, access: access, answer: answer)
  }
}
