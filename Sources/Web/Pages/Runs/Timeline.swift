import Engine
import HTTPTypes
import JSON
import Store

/// What a run went through, in order: its steps, and between them the states that were over at once (inject, switch), of
/// which only the events tell.
struct Timeline: Sendable {
  var entries: [Entry] = []
  /// Where the next piece begins; nil at the end.
  var next: Cursor?

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

  /// The last step and the last event of the piece before.
  struct Cursor: Sendable {
    var step: PageCursor?
    var event: Int64 = 0

    /// Reads ``text``; nil is the beginning.
    init(reading text: String? = nil) throws(Problem) {
      guard let text else { return }
      let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let event = Int64(parts[0]), let step = PageCursor(parts[1]) else {
        throw Problem(.badRequest, "cursor is none that this timeline gave; leave it out to begin anew.")
      }
      self.event = event
      self.step = step
    }

    var text: String? { step.map { "\(event).\($0)" } }
  }

  /// Steps of one piece.
  static let stepsAtATime = 50
  /// Events of one piece that are looked through for states without steps. Events of waits and retries have none, so
  /// that a run of many of those shows the rest of its states in later pieces.
  private static let eventsAtATime = 500

  init(of run: RunID, from cursor: Cursor, in store: any StorageReader) throws {
    let steps = try store.steps(of: run, page: PageRequest(limit: Self.stepsAtATime, cursor: cursor.step))
    let horizon = steps.next == nil ? nil : steps.items.last?.createdAt
    let events = try store.events(of: run, after: cursor.event, limit: Self.eventsAtATime)
      .filter { event in horizon.map { event.event.at <= $0 } ?? true }
    let visits = events.flatMap { Self.visits(in: $0.event) }
    entries = Self.merged(visits.map(Entry.visit), steps.items.map(Entry.step))
    if let step = steps.next {
      var next = cursor
      next.step = step
      next.event = events.last?.event.number ?? cursor.event
      self.next = next
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
  private static func merged(_ visits: [Entry], _ steps: [Entry]) -> [Entry] {
    var result: [Entry] = []
    var rest = visits[...]
    for step in steps {
      let earlier = rest.prefix { $0.at <= step.at }
      result += earlier
      rest = rest.dropFirst(earlier.count)
      result.append(step)
    }
    return result + rest
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
