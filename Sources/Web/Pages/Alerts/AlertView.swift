import Engine
import Orchestrator

/// One alert, with the form to acknowledge it for who may.
struct AlertView: View {
  let alert: Alert
  let context: PageContext
  /// The page that the form leads back to.
  let back: LinkTarget

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(alert.notice.title)
    case "details": .text(alert.notice.details)
    case "status": .view(StatusView(alert))
    case "sourceName": .text(alert.notice.sourceName)
    case "sourceLink": .link(sourceLink)
    case "runLink": alert.notice.run.map { .link(context.run($0)) } ?? .flag(false)
    case "raised": .view(context.time(alert.raisedAt))
    case "resolved": context.time(alert.resolvedAt)
    case "lastSeen": .optional(alert.occurrences > 1 ? context.time(alert.lastSeenAt) as any View : nil)
    case "occurrences": .number(alert.occurrences)
    case "acknowledgedBy": .optional(alert.acknowledgement?.by.rawValue)
    case "acknowledged": context.time(alert.acknowledgement?.at)
    case "comment": .optional(alert.acknowledgement?.comment)
    case "canAcknowledge": .flag(alert.isWaiting && context.may(.acknowledgeAlert))
    case "action": .link(context.link("alerts", alert.id.rawValue))
    case "id": .text(alert.id.rawValue)
    case "back": .link(back)
    case "formToken": .text(context.formToken)
    default: nil
    }
  }

  private var sourceLink: LinkTarget {
    context.link(alert.notice.kind.isOfMonitor ? "monitors" : "heartbeats", alert.notice.source)
  }
}
