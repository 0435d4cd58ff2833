import Engine
import Orchestrator
import Store

/// How things are: what is open, what ended in the last day, what fails, what waits for a person.
struct OverviewPage: SitePage {
  static let template = "overview"

  let context: PageContext
  let overview: Overview
  let approvals: [ApprovalEntry]
  let runs: [RunSummary]
  let alerts: Page<Alert>
  let tick: TickRecord?
  let troubles: [ScheduleTrouble]

  var title: String { "Overview" }
  var section: LayoutView.Section? { .overview }

  /// What "lately" means here.
  private static let span = TimeSpan.seconds(24 * 3_600)

  func field(_ name: String) -> Field? {
    switch name {
    case "bars": .list(StatusBar.all(of: overview, context))
    case "hasNoRuns": .flag(overview.open.isEmpty && overview.ended.total == 0 && runs.isEmpty)
    case "approvals": .list(approvals.map { ApprovalRow(entry: $0, context: context) })
    case "hasApprovals": .flag(!approvals.isEmpty)
    case "approvalsLink": .link(context.link("approvals"))
    case "failing": .list(overview.failing.map { FailingRow(failing: $0, context: context) })
    case "hasFailing": .flag(!overview.failing.isEmpty)
    case "troubles": .list(troubles)
    case "hasTroubles": .flag(!troubles.isEmpty)
    case "schedulesLink": .link(context.link("schedules"))
    case "runs": .list(runs.map { RunRow(run: $0, context: context) })
    case "hasRuns": .flag(!runs.isEmpty)
    case "runsLink": .link(context.link("runs"))
    case "workflowsLink": .link(context.link("workflows"))
    case "averageDuration": .optional(overview.ended.averageDuration.map(DurationText.text))
    case "alerts": .list(alerts.items.map { AlertRow(alert: $0, context: context) })
    case "hasAlerts": .flag(!alerts.items.isEmpty)
    case "alertsLink": .link(context.link("alerts"))
    case "lastTick": context.time(tick?.startedAt)
    case "tickHost": .optional(tick?.host)
    case "ticksLink": .link(context.link("ticks"))
    default: nil
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let context = exchange.page
    let tenant = try exchange.identity().tenant
    let page = try exchange.installation.storage.read { store in
      OverviewPage(
        context: context,
        overview: try store.overview(
          of: tenant, since: Instant(milliseconds: context.now.milliseconds - span.milliseconds)),
        approvals: try store.approvals(ApprovalFilter(tenant: tenant), page: PageRequest(limit: 5)).items,
        runs: try store.runs(RunFilter(tenant: tenant), page: PageRequest(limit: 8)).items,
        alerts: try store.alerts(AlertFilter(tenant: tenant), page: PageRequest(limit: 5)),
        tick: try store.ticks(limit: 1).first,
        troubles: try ScheduleTrouble.all(of: tenant, context, in: store))
    }
    return try exchange.show(page)
  }
}

/// One status with its number, and a bar as long as its share.
private struct StatusBar: View {
  let status: RunStatus
  let count: Int
  let largest: Int
  let context: PageContext

  static func all(of overview: Overview, _ context: PageContext) -> [any View] {
    let counts = RunStatus.allCases.map { ($0, (overview.open[$0] ?? 0) + (overview.ended.byStatus[$0] ?? 0)) }
    let largest = counts.map(\.1).max() ?? 0
    return counts.filter { $0.1 > 0 }.map {
      StatusBar(status: $0.0, count: $0.1, largest: largest, context: context)
    }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "status": .view(StatusView(status))
    case "count": .number(count)
    case "width": .number(max(1, count * 100 / max(largest, 1)))
    case "link": .link(context.link("runs", query: FormFields([.init(name: "status", value: status.rawValue)])))
    default: nil
    }
  }
}

private struct AlertRow: View {
  let alert: Alert
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(alert.notice.title)
    case "status": .view(StatusView(alert))
    case "link": .link(context.link(alert.notice.kind.isOfMonitor ? "monitors" : "heartbeats", alert.notice.source))
    case "raised": .view(context.time(alert.raisedAt))
    default: nil
    }
  }
}

private struct FailingRow: View {
  let failing: FailingWorkflow
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "workflow": .text(failing.workflow.rawValue)
    case "link": .link(context.workflow(failing.workflow))
    case "failures": .number(failing.failures)
    case "total": .number(failing.total)
    default: nil
    }
  }
}
