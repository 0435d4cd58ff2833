/// One thing that needs a person, from one source: it stays until somebody has acknowledged it *and* its source has
/// recovered. As long as it stands, the same problem of the same source counts up here and raises no other.
public struct Alert: Hashable, Sendable {
  public var id: AlertID
  public var tenant: TenantID
  public var notice: AlertNotice
  public var raisedAt: Instant
  /// When the problem was last seen, and how often since the alert was raised.
  public var lastSeenAt: Instant
  public var occurrences: Int
  /// Nil while the problem lasts.
  public var resolvedAt: Instant?
  public var acknowledgement: Acknowledgement?

  public init(id: AlertID, tenant: TenantID, notice: AlertNotice, at now: Instant) {
    self.id = id
    self.tenant = tenant
    self.notice = notice
    raisedAt = now
    lastSeenAt = now
    occurrences = 1
  }

  public var isOpen: Bool { resolvedAt == nil }

  /// Somebody still has to look at it.
  public var isWaiting: Bool { acknowledgement == nil }

  public struct Acknowledgement: Hashable, Sendable {
    public var by: Actor
    public var at: Instant
    public var comment: String?

    public init(by: Actor, at: Instant, comment: String?) {
      self.by = by
      self.at = at
      self.comment = comment
    }
  }
}

/// A lower-case ULID.
public struct AlertID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// What is wrong, where.
public struct AlertNotice: Hashable, Sendable {
  public var kind: Kind
  /// The id of the heartbeat or monitor, and its name at the time.
  public var source: String
  public var sourceName: String
  /// The check; empty where the source has only one thing to be wrong.
  public var subject: String
  /// What happened, in words that may come from an agent or a job.
  public var details: String
  /// The run in which it was found.
  public var run: RunID?

  public init(
    _ kind: Kind, source: String, sourceName: String, subject: String = "", details: String, run: RunID? = nil
  ) {
    self.kind = kind
    self.source = source
    self.sourceName = sourceName
    self.subject = subject
    self.details = details
    self.run = run
  }

  public enum Kind: String, Sendable, CaseIterable {
    /// A check says that somebody has to act.
    case actionNeeded
    /// A check could not be evaluated several times in a row.
    case unevaluated
    /// A ping stayed away.
    case missing
    /// A job reported that it failed.
    case failed

    /// Where alerts of the kind come from.
    public var isOfMonitor: Bool { self == .missing || self == .failed }
  }

  public var key: AlertKey { AlertKey(kind: kind, source: source, subject: subject) }

  /// In one line.
  public var title: String {
    switch kind {
    case .actionNeeded: "\(sourceName): \(subject)"
    case .unevaluated: "\(sourceName): could not be evaluated: \(subject)"
    case .missing: "\(sourceName): the ping stayed away"
    case .failed: "\(sourceName): the job failed"
    }
  }
}

/// What makes two problems the same one.
public struct AlertKey: Hashable, Sendable {
  public var kind: AlertNotice.Kind
  public var source: String
  public var subject: String

  public init(kind: AlertNotice.Kind, source: String, subject: String = "") {
    self.kind = kind
    self.source = source
    self.subject = subject
  }
}

/// What a source's news mean for its alerts.
public enum AlertChange: Hashable, Sendable {
  case raise(AlertNotice)
  case resolve(AlertKey)
}
