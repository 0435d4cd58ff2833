/// A gate for a person; see the approvals document for each field.
public struct ApprovalGate: Sendable {
  public var title: Template?
  public var message: Template
  /// Paths of the context that are shown, in order.
  public var evidence: [DataPath]
  public var approvers: Template?
  public var onReject: OnReject = .fail
  public var rejectNext: Int?
  public var onTimeout: OnTimeout = .timeOut
  public var timeoutNext: Int?

  public init(message: Template) {
    self.message = message
    self.evidence = []
  }

  /// What an unrouted rejection does to the run.
  public enum OnReject: String, Sendable, CaseIterable {
    case fail
    case cancel
    /// The refusal is an answer like any other, and the step succeeds with it.
    case answer
  }

  /// What an unrouted timeout does. `timeOut` is the default: the run ends TIMED_OUT.
  public enum OnTimeout: String, Sendable, CaseIterable {
    case timeOut
    case reject
    case approve
    case fail
  }
}
