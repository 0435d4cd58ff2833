import Engine
import Orchestrator
import Store

/// What is watched: checklists, jobs of others, and what needs a person.
struct HeartbeatsPage: SitePage {
  static let template = "heartbeats"

  let context: PageContext
  let heartbeats: Page<Heartbeat>
  let monitors: Page<Monitor>
  let alerts: Page<Alert>

  var title: String { "Heartbeats & monitors" }
  var section: LayoutView.Section? { .heartbeats }

  func field(_ name: String) -> Field? {
    switch name {
    case "heartbeats": .list(heartbeats.items.map { HeartbeatRow(heartbeat: $0, context: context) })
    case "hasHeartbeats": .flag(!heartbeats.items.isEmpty)
    case "monitors": .list(monitors.items.map { MonitorRow(monitor: $0, context: context) })
    case "hasMonitors": .flag(!monitors.items.isEmpty)
    case "alerts":
      .list(alerts.items.map { AlertView(alert: $0, context: context, back: context.link("heartbeats")) })
    case "hasAlerts": .flag(!alerts.items.isEmpty)
    case "alertsLink":
      .link(context.link("alerts", query: FormFields().setting("view", to: alerts.items.isEmpty ? "all" : nil)))
    case "canManage": .flag(context.may(.manageWatches))
    case "newHeartbeat": .link(context.link("heartbeats", "new"))
    case "newMonitor": .link(context.link("monitors", "new"))
    default: nil
    }
  }

  /// Of the newest alerts; the rest is on their own page.
  private static let shownAlerts = 5

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let tenant = try exchange.identity().tenant
    let all = PageRequest(limit: PageRequest.maximumLimit)
    let page = try exchange.installation.storage.read { store in
      HeartbeatsPage(
        context: exchange.page, heartbeats: try store.heartbeats(tenant: tenant, page: all),
        monitors: try store.monitors(tenant: tenant, page: all),
        alerts: try store.alerts(AlertFilter(tenant: tenant), page: PageRequest(limit: shownAlerts)))
    }
    return try exchange.show(page)
  }
}

private struct HeartbeatRow: View {
  let heartbeat: Heartbeat
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(heartbeat.spec.name)
    case "description": .optional(heartbeat.spec.description)
    case "link": .link(context.link("heartbeats", heartbeat.id.rawValue))
    case "status": .view(StatusView(heartbeat.outcome))
    case "isPaused": .flag(heartbeat.isPaused)
    case "isBeating": .flag(heartbeat.run != nil)
    case "problem": .optional(heartbeat.problem)
    case "checks": .number(heartbeat.spec.checks.count)
    case "interval": .text(DurationText.text(heartbeat.spec.interval))
    case "lastBeat": context.time(heartbeat.lastBeat)
    case "nextBeat": context.time(heartbeat.isPaused ? nil : heartbeat.nextBeat)
    default: nil
    }
  }
}

private struct MonitorRow: View {
  let monitor: Monitor
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(monitor.spec.name)
    case "note": .optional(monitor.spec.note)
    case "link": .link(context.link("monitors", monitor.id.rawValue))
    case "status": .view(StatusView(monitor.state(at: context.now)))
    case "expectation": .text(monitor.spec.words)
    case "grace": .text(DurationText.text(monitor.spec.grace))
    case "lastPing": context.time(monitor.lastPing)
    case "expected": context.time(monitor.expectedAt)
    case "duration": .optional(monitor.lastDuration.map(DurationText.text))
    default: nil
    }
  }
}
