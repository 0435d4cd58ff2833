import Engine
import HTTPTypes
import Store

/// How far the earlier pieces of a timeline came in both of its lists.
struct TimelineCursor: Sendable {
  /// The number of the last event.
  var event: Int64
  var step: Place

  /// Where in the list of steps.
  enum Place: Sendable {
    case beginning
    case after(PageCursor)
    /// All steps were shown; only events are left.
    case end
  }

  static let beginning = TimelineCursor(event: 0, step: .beginning)

  init(event: Int64, step: Place) {
    self.event = event
    self.step = step
  }

  /// Reads ``text``; nil is the beginning.
  init(reading text: String?) throws(Problem) {
    guard let text else {
      self = .beginning
      return
    }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let event = Int64(parts[0]), event >= 0, let place = Place(parts[1]) else {
      throw Problem(.badRequest, "cursor is none that this timeline gave; leave it out to begin anew.")
    }
    self.init(event: event, step: place)
  }

  /// Made of characters that need no escaping in an address.
  var text: String {
    switch step {
    case .beginning: "\(event).beginning"
    case .after(let cursor): "\(event).\(cursor)"
    case .end: "\(event).end"
    }
  }

  /// The steps that come next, at most `limit` of them.
  func steps(of run: RunID, limit: Int, in store: any StorageReader) throws -> Page<StepSummary> {
    switch step {
    case .end: return Page(items: [])
    case .beginning where limit > 0: return try store.steps(of: run, page: PageRequest(limit: limit))
    case .after(let cursor) where limit > 0:
      return try store.steps(of: run, page: PageRequest(limit: limit, cursor: cursor))
    case .beginning: return Page(items: [], next: PageCursor(position: 0))
    case .after(let cursor): return Page(items: [], next: cursor)
    }
  }
}

extension TimelineCursor.Place {
  fileprivate init?(_ text: String) {
    switch text {
    case "beginning": self = .beginning
    case "end": self = .end
    default:
      guard let cursor = PageCursor(text) else { return nil }
      self = .after(cursor)
    }
  }
}
