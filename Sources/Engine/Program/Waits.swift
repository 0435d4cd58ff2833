/// Waits for the clock.
public struct Sleep: Sendable {
  public var length: Length

  public init(_ length: Length) { self.length = length }

  public enum Length: Sendable {
    /// A duration as the language writes it: seconds, `1h30m`, `PT5M`; a template may choose it.
    case duration(Template)
    /// An instant, or a local time in a zone. What is past already is over at once.
    case until(Template, zone: Template?)
  }
}

/// Waits for a message to the run, or for an event of the tenant; its payload is the result.
public struct Await: Sendable {
  public var source: Source
  /// Only what carries the same text.
  public var correlation: Template?
  /// Only payloads for which this is true; `event` is the whole of what came.
  public var filter: Condition?
  /// Events that came so long before the wait began count too.
  public var lookback: TimeSpan?

  public init(_ source: Source, correlation: Template? = nil, filter: Condition? = nil, lookback: TimeSpan? = nil) {
    self.source = source
    self.correlation = correlation
    self.filter = filter
    self.lookback = lookback
  }

  public enum Source: Sendable {
    case signal(Template)
    case event(Template)
  }
}

/// Publishes an event to the tenant.
public struct Emit: Sendable {
  public var event: Template
  public var payload: Template?
  public var correlation: Template?

  public init(event: Template, payload: Template? = nil, correlation: Template? = nil) {
    self.event = event
    self.payload = payload
    self.correlation = correlation
  }
}

/// Starts a run of another workflow; its input is the node's.
public struct ChildCall: Sendable {
  public var workflow: Template
  /// Nil: the newest when the child starts.
  public var revision: Template?
  /// False: the child is on its own, and the result is `{runId}`.
  public var waits: Bool

  public init(workflow: Template, revision: Template? = nil, waits: Bool = true) {
    self.workflow = workflow
    self.revision = revision
    self.waits = waits
  }
}
