import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What a workflow is for, what it takes, and how it fares.
struct WorkflowPage: SitePage {
  static let template = "workflow"

  let context: PageContext
  let workflow: Workflow
  let revision: Revision
  let counts: RunCounts
  /// Nil when the revision doesn't compile any more.
  let program: Program?
  /// Its first schedules.
  let schedules: [Schedule]

  var title: String { workflow.name ?? workflow.id.rawValue }
  var section: LayoutView.Section? { .workflows }

  private static let span = TimeSpan.seconds(30 * 86_400)
  private static let shownSchedules = 5

  func field(_ name: String) -> Field? {
    switch name {
    case "heading": .view(WorkflowHeading(workflow: workflow, context: context, current: .overview))
    case "description": .optional(workflow.description)
    case "diagram": .optional(program.map { DiagramView($0, context: context) as any View })
    case "inputs": .list(inputs)
    case "hasInputs": .flag(!inputs.isEmpty)
    case "hasRuns": .flag(counts.total > 0)
    case "total": .number(counts.total)
    case "completed": .number(counts.byStatus[.completed] ?? 0)
    case "averageDuration": .optional(counts.averageDuration.map(DurationText.text))
    case "lastRun": .optional(workflow.lastRun.map { LastRunView(run: $0, context: context) as any View })
    case "schedules": .list(schedules.map { ScheduleRow(schedule: $0, context: context) })
    case "schedulesLink":
      .link(context.link("schedules", query: FormFields().setting("workflowId", to: workflow.id.rawValue)))
    case "canSchedule":
      .flag(context.may(.manageSchedule) && workflow.isEnabled && revision.content.inputSchema != nil)
    case "newSchedule":
      .link(context.link("schedules", "new", query: FormFields().setting("workflowId", to: workflow.id.rawValue)))
    case "publishedAt": .view(context.time(revision.content.publishedAt))
    case "publishedBy": .text(revision.content.publishedBy.rawValue)
    case "isEnabled": .flag(workflow.isEnabled)
    case "canSwitch": .flag(context.may(.publishWorkflow))
    case "action": .link(context.workflow(workflow.id))
    case "formToken": .text(context.formToken)
    default: nil
    }
  }

  private var inputs: [InputField] {
    revision.content.inputSchema.map { InputField.all(of: $0) } ?? []
  }
}

extension WorkflowPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let context = exchange.page
    let workflow = try exchange.requireWorkflow()
    let since = Instant(milliseconds: context.now.milliseconds - span.milliseconds)
    let filter = ScheduleFilter(tenant: workflow.tenant, workflow: workflow.id)
    let (counts, schedules) = try exchange.installation.storage.read { store in
      (
        try store.totals(of: workflow.tenant, since: since),
        try store.schedules(filter, page: PageRequest(limit: shownSchedules)).items
      )
    }
    let revision = try exchange.requireRevision(of: workflow)
    return try exchange.show(
      WorkflowPage(
        context: context, workflow: workflow, revision: revision, counts: counts[workflow.id] ?? RunCounts(),
        program: try? exchange.installation.program(of: revision), schedules: schedules))
  }

  /// Switches the workflow on or off.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    let workflow = try exchange.requireWorkflow()
    switch exchange.form["action"] {
    case "enable": try exchange.installation.setWorkflow(workflow.id, enabled: true, by: try exchange.identity())
    case "disable": try exchange.installation.setWorkflow(workflow.id, enabled: false, by: try exchange.identity())
    default: throw Problem(.unprocessableContent, "This form says neither enable nor disable.")
    }
    return .seeOther(exchange.link("workflows", workflow.id.rawValue))
  }
}
