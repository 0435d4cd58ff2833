/// What came out of one check, or of a whole beat.
public enum BeatOutcome: String, Sendable, CaseIterable {
  case ok
  /// Something needs a person.
  case alert
  /// There was no answer, or one that says nothing: shown as such, never as "fine".
  case unevaluated

  /// A beat is as bad as its worst check; that something needs a person outweighs what isn't known.
  public static func of(_ checks: [CheckResult]) -> BeatOutcome {
    if checks.contains(where: { $0.outcome == .alert }) { return .alert }
    return checks.contains { $0.outcome == .unevaluated } ? .unevaluated : .ok
  }
}

/// One check with its answer.
public struct CheckResult: Hashable, Sendable {
  public var check: String
  public var outcome: BeatOutcome
  /// What the agent says, or why there is no answer.
  public var details: String?

  public init(_ check: String, _ outcome: BeatOutcome, details: String? = nil) {
    self.check = check
    self.outcome = outcome
    self.details = details
  }
}

/// One beat that is over.
public struct BeatResult: Hashable, Sendable {
  public var id: BeatID
  public var heartbeat: HeartbeatID
  /// Nil for a beat that could not even begin.
  public var run: RunID?
  public var cause: Cause
  public var outcome: BeatOutcome
  public var checks: [CheckResult]
  public var startedAt: Instant
  public var finishedAt: Instant

  public init(
    id: BeatID, heartbeat: HeartbeatID, run: RunID?, cause: Cause, checks: [CheckResult], startedAt: Instant,
    finishedAt: Instant
  ) {
    self.id = id
    self.heartbeat = heartbeat
    self.run = run
    self.cause = cause
    self.outcome = BeatOutcome.of(checks)
    self.checks = checks
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }

  /// Why the heart beat.
  public enum Cause: String, Sendable, CaseIterable {
    case interval
    case manual
  }
}

/// What a heartbeat remembers of a check.
public struct CheckMemory: Hashable, Sendable {
  public var last: CheckResult
  public var at: Instant
  /// How often in a row there was no answer.
  public var unevaluatedInARow: Int

  public init(last: CheckResult, at: Instant, unevaluatedInARow: Int) {
    self.last = last
    self.at = at
    self.unevaluatedInARow = unevaluatedInARow
  }
}
