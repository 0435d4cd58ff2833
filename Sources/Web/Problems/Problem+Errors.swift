import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

extension Problem {
  /// What an error of any layer means for who asked; nil for errors that tell only us something.
  init?(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as OperationError: self.init(operation: error)
    case let error as DiagramError: self.init(.unprocessableContent, error.description.asSentence)
    case let error as StorageError where error.isTransient:
      self.init(
        .serviceUnavailable, "The database is busy; ask again in a moment. Nothing was changed.",
        headers: [.retryAfter: "2"])
    case let error as StorageError:
      self.init(.serviceUnavailable, "The database can't be used. \(error.advice)", headers: [.retryAfter: "60"])
    default: return nil
    }
  }

  private init(operation error: OperationError) {
    self.init(
      Self.status(of: error.kind), error.message.asSentence, issues: error.issues.map(\.json),
      headers: error.kind == .unauthenticated
        ? [.wwwAuthenticate: "Bearer realm=\"escapement\", error=\"invalid_token\""] : [:])
  }

  private static func status(of kind: OperationError.Kind) -> HTTPResponse.Status {
    switch kind {
    case .notFound: .notFound
    case .conflict: .conflict
    case .invalid: .unprocessableContent
    case .forbidden: .forbidden
    case .unauthenticated: .unauthorized
    case .tooLarge: .contentTooLarge
    case .unavailable: .serviceUnavailable
    }
  }
}

extension String {
  /// The same with a capital first letter and a full stop, as pages and problem documents write.
  var asSentence: String {
    guard let first else { return self }
    let end = hasSuffix(".") || hasSuffix("?") || hasSuffix("!") ? "" : "."
    return first.uppercased() + dropFirst() + end
  }
}
