import Engine
import Orchestrator
import Store

/// Runs, newest first: all of them, or one workflow's.
struct RunsPage: SitePage {
  static let template = "runs"

  let context: PageContext
  /// On the page of one workflow.
  let workflow: Workflow?
  let filter: RunFilter
  let query: FormFields
  let runs: Page<RunSummary>

  var title: String { workflow.map { "Runs of \($0.name ?? $0.id.rawValue)" } ?? "Runs" }
  var section: LayoutView.Section? { workflow == nil ? .runs : .workflows }

  func field(_ name: String) -> Field? {
    switch name {
    case "heading": .optional(heading)
    case "action": .link(address())
    case "workflow": .text(filter.workflow?.rawValue ?? "")
    case "statuses": .list(RunStatus.allCases.map { StatusChoice(status: $0, isChosen: filter.statuses == [$0]) })
    case "label": .text(query["label"] ?? "")
    case "isFiltered": .flag(query.pairs.contains { !$0.value.isEmpty && $0.name != "cursor" })
    case "clear": .link(address())
    case "runs": .list(runs.items.map { RunRow(run: $0, context: context) })
    case "hasRuns": .flag(!runs.items.isEmpty)
    case "workflowsLink": .link(context.link("workflows"))
    case "hasNext": .flag(runs.next != nil)
    case "next": runs.next.map { .link(address(query.setting("cursor", to: $0.description))) }
    default: nil
    }
  }

  private var heading: (any View)? {
    workflow.map { WorkflowHeading(workflow: $0, context: context, current: .runs) }
  }

  private func address(_ query: FormFields = FormFields()) -> LinkTarget {
    guard let workflow else { return context.link("runs", query: query) }
    return context.link("workflows", workflow.id.rawValue, "runs", query: query)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse { try show(exchange, of: nil) }

  @Sendable static func showOfWorkflow(_ exchange: Exchange) throws -> WebResponse {
    try show(exchange, of: try exchange.requireWorkflow())
  }

  private static func show(_ exchange: Exchange, of workflow: Workflow?) throws -> WebResponse {
    var exchange = exchange
    // A form sends its empty fields too.
    exchange.request.query = FormFields(exchange.request.query.pairs.filter { !$0.value.isEmpty })
    var filter = try exchange.runFilter()
    if let workflow { filter.workflow = workflow.id }
    let request = try exchange.pageRequest()
    let runs = try exchange.installation.storage.read { [filter] in try $0.runs(filter, page: request) }
    return try exchange.show(
      RunsPage(
        context: exchange.page, workflow: workflow, filter: filter, query: exchange.request.query, runs: runs))
  }
}

private struct StatusChoice: View {
  let status: RunStatus
  let isChosen: Bool

  func field(_ name: String) -> Field? {
    switch name {
    case "value": .text(status.rawValue)
    case "word": .text(StatusView(status).word)
    case "isChosen": .flag(isChosen)
    default: nil
    }
  }
}
