import Engine
import JSON
import Orchestrator
import Store

/// What was published, newest first: what came of it, and what didn't.
struct EventLogPage: SitePage {
  static let template = "event-log"

  let context: PageContext
  let filter: InboundEventFilter
  let query: FormFields
  let events: Page<InboundEvent>

  var title: String { "Events" }
  var section: LayoutView.Section? { .events }

  func field(_ name: String) -> Field? {
    switch name {
    case "action": .link(context.link("events"))
    case "clear": .link(context.link("events"))
    case "type": .text(filter.name ?? "")
    case "text": .text(filter.text ?? "")
    case "since": .text(query["since"] ?? "")
    case "isMatchedOnly": .flag(filter.isMatched == true)
    case "isUnmatchedOnly": .flag(filter.isMatched == false)
    case "isFiltered": .flag(query.pairs.contains { $0.name != "cursor" })
    case "webhook": .optional(filter.webhook)
    case "events": .list(events.items.map { EventLogRow(event: $0, context: context) })
    case "hasEvents": .flag(!events.items.isEmpty)
    case "webhooksLink": .link(context.link("webhooks"))
    case "exportLink":
      .link(context.link("api", "v1", "events.ndjson", query: query.setting("cursor", to: nil)))
    case "hasNext": .flag(events.next != nil)
    case "next": events.next.map { .link(context.link("events", query: query.setting("cursor", to: $0.description))) }
    default: nil
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    var exchange = exchange
    // A form sends its empty fields too.
    exchange.request.query = FormFields(exchange.request.query.pairs.filter { !$0.value.isEmpty })
    let filter = try exchange.inboundEventFilter()
    let request = try exchange.pageRequest()
    let events = try exchange.installation.storage.read { try $0.inboundEvents(filter, page: request) }
    return try exchange.show(
      EventLogPage(context: exchange.page, filter: filter, query: exchange.request.query, events: events))
  }
}

/// One line of the log.
struct EventLogRow: View {
  let event: InboundEvent
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "link": .link(context.link("events", event.event.id))
    case "type": .text(event.event.name)
    case "at": .view(context.time(event.event.at))
    case "correlation": .optional(event.event.correlation)
    case "by": .text(event.event.by.rawValue)
    case "outcome": .view(StatusView(event))
    case "isReplay": .flag(event.provenance.replayOf != nil)
    case "payload": .text(preview)
    default: nil
    }
  }

  /// One line of it.
  private var preview: String {
    let text = event.event.payload.text
    guard text.utf8.count > Self.previewBytes else { return text }
    return String(decoding: text.utf8.prefix(Self.previewBytes), as: UTF8.self) + " …"
  }

  private static let previewBytes = 120
}

extension StatusView {
  /// What came of an event.
  init(_ event: InboundEvent) {
    switch (event.matches, event.matchedAt) {
    case (0, nil): self.init(word: "Being looked at", tone: .busy, shape: .turning)
    case (0, _): self.init(word: "Nothing", tone: .idle, shape: .dash)
    case (1, _): self.init(word: "1 run", tone: .good, shape: .check)
    case (let count, _): self.init(word: "\(count) runs", tone: .good, shape: .check)
    }
  }

  /// What a trigger or a waiting run made of an event.
  init(_ details: EventDetails.MatchDetails) {
    switch details.match.outcome {
    case .started: self.init(word: "Started a run", tone: .good, shape: .check)
    case .taken: self.init(word: "Taken", tone: .good, shape: .check)
    case .brought: self.init(word: "Not taken", tone: .idle, shape: .dash)
    case .passedOver: self.init(word: "Not meant", tone: .idle, shape: .dash)
    case .refused: self.init(word: "Refused", tone: .bad, shape: .cross)
    }
  }
}
