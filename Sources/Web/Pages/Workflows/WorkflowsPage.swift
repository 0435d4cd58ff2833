import Engine
import Orchestrator
import Store

/// All workflows, to search and to start.
struct WorkflowsPage: SitePage {
  static let template = "workflows"

  let context: PageContext
  let search: String?
  let workflows: Page<Workflow>
  let totals: [WorkflowID: RunCounts]

  var title: String { "Workflows" }
  var section: LayoutView.Section? { .workflows }

  /// What success rates are counted over.
  private static let span = TimeSpan.seconds(30 * 86_400)

  func field(_ name: String) -> Field? {
    switch name {
    case "search": .text(search ?? "")
    case "isSearch": .flag(search != nil)
    case "action": .link(context.link("workflows"))
    case "workflows": .list(workflows.items.map { WorkflowRow(workflow: $0, counts: totals[$0.id], context: context) })
    case "hasWorkflows": .flag(!workflows.items.isEmpty)
    case "next": next.map(Field.link)
    case "hasNext": .flag(next != nil)
    default: nil
    }
  }

  private var next: LinkTarget? {
    workflows.next.map {
      let query = FormFields().setting("search", to: search).setting("cursor", to: $0.description)
      return context.link("workflows", query: query)
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let context = exchange.page
    let tenant = try exchange.identity().tenant
    let search = exchange.request.query.trimmed("search")
    let request = try exchange.pageRequest()
    let since = Instant(milliseconds: context.now.milliseconds - span.milliseconds)
    let page = try exchange.installation.storage.read { store in
      WorkflowsPage(
        context: context, search: search,
        workflows: try store.workflows(WorkflowFilter(tenant: tenant, search: search), page: request),
        totals: try store.totals(of: tenant, since: since))
    }
    return try exchange.show(page)
  }
}

private struct WorkflowRow: View {
  let workflow: Workflow
  let counts: RunCounts?
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(workflow.id.rawValue)
    case "link": .link(context.workflow(workflow.id))
    case "title": .text(workflow.name ?? workflow.id.rawValue)
    case "description": .optional(workflow.description)
    case "revision": .number(workflow.revision)
    case "version": .optional(workflow.version)
    case "isEnabled": .flag(workflow.isEnabled)
    case "lastRun": .optional(workflow.lastRun.map { LastRunView(run: $0, context: context) as any View })
    case "successRate": .optional(counts.flatMap(Self.successRate))
    case "canStart": .flag(workflow.isEnabled && context.may(.startRun))
    case "start": .link(context.link("workflows", workflow.id.rawValue, "start"))
    default: nil
    }
  }

  static func successRate(_ counts: RunCounts) -> String? {
    counts.total == 0 ? nil : "\((counts.byStatus[.completed] ?? 0) * 100 / counts.total) % of \(counts.total)"
  }
}

/// A workflow's newest run.
struct LastRunView: View {
  let run: Workflow.LastRun
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "status": .view(StatusView(run.status))
    case "link": .link(context.run(run.id))
    case "at": .view(context.time(run.createdAt))
    default: nil
    }
  }
}
