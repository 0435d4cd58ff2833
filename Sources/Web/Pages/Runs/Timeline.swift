import Engine
import JSON
import Store

/// What a run went through, in order: its steps, and between them the states that were over at once (inject, switch), of
/// which only the events tell.
///
/// Both lists are read piece by piece and laid together by time, so that a run of a million steps, or of a million
/// events between two steps, costs a page no more than a short one.
struct Timeline: Sendable {
  var entries: [Entry]
  /// Where the next piece begins; nil at the end.
  var next: TimelineCursor?

  enum Entry: Sendable {
    case step(StepSummary)
    case visit(Visit)

    var at: Instant {
      switch self {
      case .step(let step): step.createdAt
      case .visit(let visit): visit.at
      }
    }
  }

  /// A state that was passed without a step.
  struct Visit: Sendable {
    var path: String
    var type: String
    /// What came of it: `injected`, the chosen next state, `skipped`.
    var outcome: String
    var at: Instant
  }

  /// How much of each list is read for one piece.
  struct Bounds: Sendable {
    var steps = 50
    var events = 500
  }

  init(
    of run: RunID, from cursor: TimelineCursor, in store: any StorageReader, bounds: Bounds = Bounds()
  ) throws {
    var events = try store.events(of: run, after: cursor.event, limit: bounds.events).map(\.event)
    let hasMoreEvents = events.count == bounds.events
    var steps = try cursor.steps(of: run, limit: bounds.steps, in: store)
    // The list that reaches less far decides where the piece ends.
    if hasMoreEvents, let end = events.last?.at {
      let within = steps.items.prefix { $0.createdAt <= end }.count
      if within < steps.items.count { steps = try cursor.steps(of: run, limit: within, in: store) }
    }
    var leftOut = hasMoreEvents
    if steps.next != nil, let end = steps.items.last?.createdAt, let later = events.firstIndex(where: { $0.at > end }) {
      events.removeSubrange(later...)
      leftOut = true
    }
    entries = Self.merged(events.flatMap(Self.visits), steps.items)
    if leftOut || steps.next != nil {
      next = TimelineCursor(
        event: events.last?.number ?? cursor.event, step: steps.next.map(TimelineCursor.Place.after) ?? .end)
    }
  }

  private static func visits(in event: Event) -> [Visit] {
    (event.detail["trace"]?.arrayValue ?? []).map {
      Visit(
        path: $0["path"]?.stringValue ?? "", type: $0["type"]?.stringValue ?? "",
        outcome: $0["outcome"]?.stringValue ?? "", at: event.at)
    }
  }

  /// By time. Of the same moment states without a step come first: a decision passes them until it comes to a step.
  private static func merged(_ visits: [Visit], _ steps: [StepSummary]) -> [Entry] {
    var result: [Entry] = []
    var rest = visits[...]
    for step in steps {
      let earlier = rest.prefix { $0.at <= step.createdAt }
      result += earlier.map(Entry.visit)
      rest = rest.dropFirst(earlier.count)
      result.append(.step(step))
    }
    return result + rest.map(Entry.visit)
  }
}

extension Timeline.Entry {
  var json: JSONValue {
    switch self {
    case .step(let step): ["kind": "step", "at": step.createdAt.json, "step": step.json]
    case .visit(let visit):
      [
        "kind": "visit", "at": visit.at.json, "path": .string(visit.path), "type": .string(visit.type),
        "outcome": .string(visit.outcome),
      ]
    }
  }
}
