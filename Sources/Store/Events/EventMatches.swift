public import Engine

/// What events started, and why not.
public protocol EventMatchReading {
  /// Events that some trigger hasn't looked at yet, of all tenants, the oldest first.
  func eventsToMatch(limit: Int) throws -> [InboundEvent]

  /// The triggers that name the event's type or webhook and haven't looked at it, of enabled and disabled workflows.
  func triggersToAsk(about event: InboundEvent, limit: Int) throws -> [WorkflowTrigger]

  /// What became of an event: started runs first, then those that waited, then why not.
  func matches(of event: String, limit: Int) throws -> [EventMatch]
}

/// Writing down what became of an event.
public protocol EventMatchWriting {
  /// False when this trigger has answered this event before, and nothing may be done again.
  func record(_ match: EventMatch) throws -> Bool

  /// No trigger is left to ask.
  func finishMatching(of event: String, at now: Instant) throws
}

/// A trigger of a revision that is published, as it is looked up.
public struct ListedTrigger: Hashable, Sendable {
  public var name: String
  public var source: Trigger.Source

  public init(name: String, source: Trigger.Source) {
    self.name = name
    self.source = source
  }
}

/// A trigger of the newest revision of a workflow.
public struct WorkflowTrigger: Hashable, Sendable {
  public var workflow: WorkflowID
  public var name: String
  public var isEnabled: Bool
}

/// What one trigger or one waiting run made of an event.
public struct EventMatch: Hashable, Sendable {
  public var event: String
  public var kind: Kind
  /// The workflow whose trigger it is, or the run that waited.
  public var target: String
  /// The trigger's name; empty for a wait.
  public var name: String
  public var outcome: Outcome
  public var run: RunID?
  /// Why no run was started.
  public var reason: String?
  public var at: Instant

  public init(
    event: String, kind: Kind, target: String, name: String = "", outcome: Outcome, run: RunID? = nil,
    reason: String? = nil, at: Instant
  ) {
    self.event = event
    self.kind = kind
    self.target = target
    self.name = name
    self.outcome = outcome
    self.run = run
    self.reason = reason
    self.at = at
  }

  public enum Kind: String, Sendable, CaseIterable {
    case trigger
    case wait
  }

  public enum Outcome: String, Sendable, CaseIterable {
    /// A run was started.
    case started
    /// A run that waits was sent it; whether a state takes it, its filter says.
    case brought
    /// A state of the run that waited took it.
    case taken
    /// The trigger's `if` was false.
    case passedOver
    case refused
  }
}
