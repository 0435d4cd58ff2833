public import Engine

/// Why an operation wasn't done: facts that the web turns into a problem document and the command line into an exit
/// code.
public struct OperationError: Error, Hashable, Sendable, CustomStringConvertible {
  public let kind: Kind
  /// What, where, and what to do.
  public let message: String
  /// What is wrong with a definition or an input, place by place.
  public let issues: [CheckIssue]

  public init(_ kind: Kind, _ message: String, issues: [CheckIssue] = []) {
    self.kind = kind
    self.message = message
    self.issues = issues
  }

  public var description: String { message }

  public enum Kind: String, Sendable, CaseIterable {
    case notFound
    /// It contradicts what is there by now.
    case conflict
    /// The request itself is wrong.
    case invalid
    case forbidden
    case unauthenticated
    case tooLarge
    /// It may work later.
    case unavailable
  }
}
