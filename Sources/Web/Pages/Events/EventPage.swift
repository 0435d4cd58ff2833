import Engine
import HTTPTypes
import Orchestrator
import Store

/// One event: what it says, where it came from, what it started, and why not.
struct EventPage: SitePage {
  static let template = "event"

  let context: PageContext
  let details: EventDetails

  var title: String { details.event.event.name }
  var section: LayoutView.Section? { .events }

  func field(_ name: String) -> Field? {
    let event = details.event.event
    switch name {
    case "logLink": return .link(context.link("events"))
    case "sameLink": return .link(context.link("events", query: FormFields().setting("type", to: event.name)))
    case "type": return .text(event.name)
    case "id": return .text(event.id)
    case "at": return .view(context.time(event.at))
    case "by": return .text(event.by.rawValue)
    case "correlation": return .optional(event.correlation)
    case "webhook": return .optional(link("webhooks", details.event.provenance.webhook))
    case "original": return .optional(link("events", details.event.provenance.replayOf))
    case "sender": return .optional(sender)
    case "depth": return event.depth > 0 ? .number(event.depth) : .flag(false)
    case "payload": return .view(ValueView("Payload", event.payload, limit: .max))
    case "answers": return .list(details.matches.map { AnswerRow(details: $0, context: context) })
    case "hasAnswers": return .flag(!details.matches.isEmpty)
    case "whyNothing": return .optional(details.whyNothing?.asSentence)
    case "isPending": return .flag(details.event.matchedAt == nil)
    case "canReplay": return .flag(context.may(.publishEvent))
    case "action": return .link(context.link("events", event.id))
    case "formToken": return .text(context.formToken)
    case "jsonLink": return .link(context.link("api", "v1", "events", event.id))
    default: return nil
    }
  }

  private func link(_ section: String, _ name: String?) -> (any View)? {
    name.map { NamedLink(name: $0, link: context.link(section, $0)) }
  }

  /// The run that emitted it.
  private var sender: (any View)? {
    let by = details.event.event.by.rawValue
    guard by.hasPrefix("run:") else { return nil }
    let run = RunID(rawValue: String(by.dropFirst("run:".count)))
    return NamedLink(name: run.rawValue, link: context.run(run))
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let details = try exchange.installation.eventDetails(try exchange.parameter("id"), for: try exchange.identity())
    return try exchange.show(EventPage(context: exchange.page, details: details))
  }

  /// Publishes it once more, and shows the new one.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    guard exchange.form["action"] == "replay" else {
      throw Problem(.unprocessableContent, "This form doesn't say what to do with the event.")
    }
    let outcome = try exchange.installation.replayEvent(try exchange.parameter("id"), by: try exchange.identity())
    return WebResponse.seeOther(exchange.link("events", outcome.event.event.id))
      .dispatching(outcome.runs, in: exchange)
  }
}

/// What one trigger or one waiting run made of the event.
private struct AnswerRow: View {
  let details: EventDetails.MatchDetails
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "status": .view(StatusView(details))
    case "isTrigger": .flag(details.match.kind == .trigger)
    case "workflow": .text(details.match.target)
    case "workflowLink": .link(context.workflow(WorkflowID(rawValue: details.match.target)))
    case "trigger": .text(details.match.name)
    case "run": .optional(details.match.run.map { NamedLink(name: $0.rawValue, link: context.run($0)) as any View })
    case "reason": .optional(details.reason?.asSentence)
    default: nil
    }
  }
}
