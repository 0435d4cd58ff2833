import Engine
import JSON
import Orchestrator
import Store

/// A run's whole history, piece by piece.
struct EventsPage: SitePage {
  static let template = "events"

  let context: PageContext
  let run: Run
  let events: [StoredEvent]
  let paths: [StepID: String]
  let after: Int64

  /// Events of one page.
  private static let limit = 100

  var title: String { "Events of a run of \(run.workflow.rawValue)" }
  var section: LayoutView.Section? { .runs }

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(run.id.rawValue)
    case "runLink": .link(context.run(run.id))
    case "workflow": .text(run.workflow.rawValue)
    case "events":
      .list(events.map { EventRow(event: $0.event, path: $0.event.step.flatMap { paths[$0] }, context: context) })
    case "eventCount": .text(String(run.eventCount))
    case "exportLink": .link(context.link("api", "v1", "workflow-runs", run.id.rawValue, "events.ndjson"))
    case "isLater": .flag(after > 0)
    case "first": .link(address(after: nil))
    case "hasNext": .flag(next != nil)
    case "next": next.map(Field.link)
    default: nil
    }
  }

  private var next: LinkTarget? {
    guard let last = events.last?.event.number, last < run.eventCount else { return nil }
    return address(after: last)
  }

  private func address(after number: Int64?) -> LinkTarget {
    context.link("runs", run.id.rawValue, "events", query: FormFields().setting("after", to: number.map { String($0) }))
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let after = exchange.request.query["after"].flatMap { Int64($0) } ?? 0
    let (events, paths) = try exchange.installation.storage.read { store in
      let events = try store.events(of: run.id, after: after, limit: limit)
      return (events, try store.paths(of: events))
    }
    return try exchange.show(EventsPage(context: exchange.page, run: run, events: events, paths: paths, after: after))
  }
}

/// One line of a history.
struct EventRow: View {
  let event: Event
  /// Its step's path for people.
  let path: String?
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "number": .text(String(event.number))
    case "type": .text(event.type.rawValue)
    case "actor": .text(event.actor.rawValue)
    case "at": .view(context.time(event.at))
    case "passed": .optional(passed)
    case "stepLink": event.step.map { .link(context.link("runs", event.run.rawValue, "steps", $0.rawValue)) }
    case "step": .optional(path)
    case "hasStep": .flag(event.step != nil)
    case "payload": .optional(event.payload.map { ValueView("Payload", $0) as any View })
    default: nil
    }
  }

  /// The states that were passed at once.
  private var passed: String? {
    let paths = (event.detail["trace"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }
    return paths.isEmpty ? nil : paths.joined(separator: ", ")
  }
}

extension StorageReader {
  /// The paths of the steps that events are about.
  func paths(of events: [StoredEvent]) throws -> [StepID: String] {
    var paths: [StepID: String] = [:]
    for event in events.map(\.event) {
      guard let id = event.step, paths[id] == nil else { continue }
      paths[id] = try step(id, of: event.run)?.path
    }
    return paths
  }
}
