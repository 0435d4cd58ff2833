public import JSON

/// The older run that a run repeats or goes on from.
public struct Origin: Hashable, Sendable {
  public var run: RunID
  public var kind: Kind
  /// How many of the older run's events were taken over; 0 for a run that begins anew.
  public var events: Int64

  public init(run: RunID, kind: Kind, events: Int64 = 0) {
    self.run = run
    self.kind = kind
    self.events = events
  }

  public enum Kind: String, Sendable, CaseIterable {
    /// From just before the failure.
    case retry
    /// From the beginning.
    case rerun
    /// From where a chosen step is entered.
    case fork
  }

  /// `{run, kind, events}`, as stored and shown.
  public var json: JSONValue {
    ["run": .string(run.rawValue), "kind": .string(kind.rawValue), "events": .integer(events)]
  }

  /// Reads what ``json`` wrote; nil when the value is something else.
  public init?(json: JSONValue) {
    guard let run = json["run"]?.stringValue, let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)),
      let events = json["events"]?.integerValue
    else { return nil }
    self.init(run: RunID(rawValue: run), kind: kind, events: events)
  }
}

/// The moment from which a run goes on by itself, after it has taken over the beginning of an older one.
public struct Adoption: Hashable, Sendable {
  public var origin: Origin
  public var by: Actor
  /// When the last event that was taken over happened: what was counted from then on is counted from now on instead.
  public var until: Instant
  /// Members to merge into what ``frame`` sees.
  public var edits: JSONObject
  /// Nil: the run's own frame.
  public var frame: FrameID?

  public init(origin: Origin, by: Actor, until: Instant, edits: JSONObject = [:], frame: FrameID? = nil) {
    self.origin = origin
    self.by = by
    self.until = until
    self.edits = edits
    self.frame = frame
  }
}
