import Engine
import HTTPTypes
import Orchestrator
import Store

/// One monitor: how it stands, the line for the foreign crontab, and what it heard.
struct MonitorPage: SitePage {
  static let template = "monitor"

  let context: PageContext
  let monitor: Monitor
  let pings: Page<Ping>
  let alerts: [Alert]
  /// Nil for who may not see it.
  let address: String?
  var refusal: String?

  var title: String { monitor.spec.name }
  var section: LayoutView.Section? { .heartbeats }

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(monitor.spec.name)
    case "note": .optional(monitor.spec.note)
    case "status": .view(StatusView(monitor.state(at: context.now)))
    case "isPaused": .flag(monitor.isPaused)
    case "refusal": .optional(refusal)
    case "expectation": .text(monitor.spec.words)
    case "grace": .text(DurationText.text(monitor.spec.grace))
    case "lastPing": context.time(monitor.lastPing)
    case "expected": context.time(monitor.expectedAt)
    case "alertAt": context.time(monitor.alertAt)
    case "duration": .optional(monitor.lastDuration.map(DurationText.text))
    case "address": .optional(address)
    case "isWhole": .flag(address?.contains("://") ?? false)
    case "curl": .text("curl -fsS -m 10 --retry 5 -o /dev/null \(address ?? "")")
    case "crontab": .text("\(crontabTimes) your-job; curl -fsS -m 10 --retry 5 -o /dev/null \(address ?? "")/$?")
    case "alerts": .list(alerts.map { AlertView(alert: $0, context: context, back: own) })
    case "hasAlerts": .flag(!alerts.isEmpty)
    case "pings": .list(pings.items.map { PingRow(ping: $0, context: context) })
    case "hasPings": .flag(!pings.items.isEmpty)
    case "hasNext": .flag(pings.next != nil)
    case "next":
      pings.next.map {
        .link(
          context.link("monitors", monitor.id.rawValue, query: FormFields().setting("cursor", to: $0.description)))
      }
    case "canManage": .flag(context.may(.manageWatches))
    case "action": .link(own)
    case "edit": .link(context.link("monitors", monitor.id.rawValue, "edit"))
    case "back": .link(context.link("heartbeats"))
    case "formToken": .text(context.formToken)
    default: nil
    }
  }

  private var own: LinkTarget { context.link("monitors", monitor.id.rawValue) }

  /// What such a job's line may begin with.
  private var crontabTimes: String {
    switch monitor.spec.expectation {
    case .cron(let text, _): text
    case .every(let span) where span < .seconds(3_600): "*/\(max(1, span.milliseconds / 60_000)) * * * *"
    case .every(let span) where span < .seconds(86_400): "0 * * * *"
    case .every: "30 2 * * *"
    }
  }
}

private struct PingRow: View {
  let ping: Ping
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "at": .view(context.time(ping.at))
    case "status": .view(StatusView(ping.kind))
    case "exit": .optional(ping.exit.map(String.init))
    case "duration": .optional(ping.duration.map(DurationText.text))
    case "address": .text(ping.address)
    case "body": .optional(ping.body)
    default: nil
    }
  }
}

extension MonitorPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse { try show(exchange, refusal: nil) }

  /// Pause, resume, a new address, delete: one form each, told apart by `action`.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    let monitor = try exchange.requireMonitor()
    let (installation, identity) = (exchange.installation, try exchange.identity())
    do {
      switch exchange.form["action"] {
      case "pause": _ = try installation.setMonitor(monitor.id, paused: true, by: identity)
      case "resume": _ = try installation.setMonitor(monitor.id, paused: false, by: identity)
      case "rotate": _ = try installation.rotateMonitorKey(monitor.id, by: identity)
      case "delete":
        try installation.deleteMonitor(monitor.id, by: identity)
        return .seeOther(exchange.link("heartbeats"))
      default: throw Problem(.unprocessableContent, "This form says neither pause, resume, rotate nor delete.")
      }
    } catch let error as OperationError where error.kind == .conflict {
      return try show(exchange, refusal: error.message.asSentence, status: .conflict)
    }
    return .seeOther(exchange.link("monitors", monitor.id.rawValue))
  }

  private static func show(
    _ exchange: Exchange, refusal: String?, status: HTTPResponse.Status = .ok
  ) throws -> WebResponse {
    let monitor = try exchange.requireMonitor()
    let context = exchange.page
    let request = try exchange.pageRequest()
    let page = try exchange.installation.storage.read { store in
      MonitorPage(
        context: context, monitor: monitor, pings: try store.pings(of: monitor.id, page: request),
        alerts: try store.alerts(AlertFilter(tenant: monitor.tenant, source: monitor.id.rawValue), page: .first).items,
        address: context.may(.manageWatches) ? exchange.pingAddress(of: monitor) : nil, refusal: refusal)
    }
    return try exchange.show(page, status: status)
  }
}
