import Engine
import Orchestrator
import Store

/// Asks which workflow a new schedule is to start.
struct ScheduleWorkflowPage: SitePage {
  static let template = "schedule-form"

  let context: PageContext
  let workflows: [Workflow]

  var title: String { "New schedule" }
  var section: LayoutView.Section? { .schedules }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "back": .link(context.link("schedules"))
    case "backName": .text("Schedules")
    case "mustChoose": .flag(true)
    case "chooseAction": .link(context.link("schedules", "new"))
    case "hasWorkflows": .flag(!workflows.isEmpty)
    case "workflows":
      .list(workflows.map { ChoiceView(value: $0.id.rawValue, word: $0.name ?? $0.id.rawValue, isChosen: false) })
    case "workflowsLink": .link(context.link("workflows"))
    default: nil
    }
  }

  /// More than these are found by the workflow's own page, which leads here.
  private static let mostWorkflows = 200

  static func show(_ exchange: Exchange) throws -> WebResponse {
    let tenant = try exchange.identity().tenant
    let workflows = try exchange.installation.storage.read { store in
      let filter = WorkflowFilter(tenant: tenant, enabled: true)
      return try store.workflows(filter, page: PageRequest(limit: mostWorkflows)).items.filter {
        try store.revision(of: $0.id, tenant: tenant, number: nil)?.content.inputSchema != nil
      }
    }
    return try exchange.show(ScheduleWorkflowPage(context: exchange.page, workflows: workflows))
  }
}
