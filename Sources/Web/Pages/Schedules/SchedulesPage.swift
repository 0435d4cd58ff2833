import Engine
import Orchestrator
import Store

/// All schedules, to filter and to open.
struct SchedulesPage: SitePage {
  static let template = "schedules"

  let context: PageContext
  let filter: ScheduleFilter
  let query: FormFields
  let schedules: Page<Schedule>

  var title: String { "Schedules" }
  var section: LayoutView.Section? { .schedules }

  func field(_ name: String) -> Field? {
    switch name {
    case "action": .link(context.link("schedules"))
    case "search": .text(filter.search ?? "")
    case "workflow": .text(filter.workflow?.rawValue ?? "")
    case "kinds": .list(ScheduleTiming.Kind.allCases.map(choice))
    case "statuses": .list(ScheduleStatus.allCases.map(choice))
    case "isFiltered": .flag(query.pairs.contains { $0.name != "cursor" })
    case "canManage": .flag(context.may(.manageSchedule))
    case "new": .link(context.link("schedules", "new", query: newQuery))
    case "schedules": .list(schedules.items.map { ScheduleRow(schedule: $0, context: context) })
    case "hasSchedules": .flag(!schedules.items.isEmpty)
    case "hasNext": .flag(schedules.next != nil)
    case "next":
      schedules.next.map {
        .link(context.link("schedules", query: query.setting("cursor", to: $0.description)))
      }
    default: nil
    }
  }

  /// Who looks at one workflow's schedules wants another one for it.
  private var newQuery: FormFields { FormFields().setting("workflowId", to: filter.workflow?.rawValue) }

  private func choice(_ kind: ScheduleTiming.Kind) -> any View {
    ChoiceView(value: kind.rawValue, word: kind.word, isChosen: kind == filter.kind)
  }

  private func choice(_ status: ScheduleStatus) -> any View {
    ChoiceView(value: status.rawValue, word: status.rawValue, isChosen: status == filter.status)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    var exchange = exchange
    // A form sends its empty fields too.
    exchange.request.query = FormFields(exchange.request.query.pairs.filter { !$0.value.isEmpty })
    let filter = try exchange.scheduleFilter()
    let schedules = try exchange.installation.schedules(
      filter, page: try exchange.pageRequest(), for: try exchange.identity())
    return try exchange.show(
      SchedulesPage(context: exchange.page, filter: filter, query: exchange.request.query, schedules: schedules))
  }
}
