public import ArgumentParser
public import Engine
import JSON
import Orchestrator
import Store

struct ListSchedules: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List schedules.")

  @Argument(help: ArgumentHelp("Only those with this text in their name, workflow or note.", valueName: "text"))
  var search: String?

  @Option(help: ArgumentHelp("Only schedules of this workflow.", valueName: "id"))
  var workflow: String?

  @Option(help: "Only schedules of this kind: once, cron or interval.")
  var kind: ScheduleTiming.Kind?

  @Option(help: "Only schedules in this status: active, paused, completed or failed.")
  var status: ScheduleStatus?

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let schedules = try Everything.of { try installation.schedules(filter, page: $0, for: options.identity) }
    var table = Table("ID", "NAME", "WORKFLOW", "KIND", "STATUS", "NEXT (UTC)", "LAST (UTC)", "LAST RUN", "LAST ERROR")
    for schedule in schedules {
      table.add(
        schedule.id.rawValue, schedule.spec.name, schedule.spec.workflow.rawValue, schedule.spec.timing.kind.rawValue,
        schedule.status.rawValue, TimeText.moment(schedule.ledger.nextFire), TimeText.moment(schedule.lastFiredAt),
        schedule.lastRunStatus?.rawValue ?? "–", schedule.failure?.message ?? schedule.lastError ?? "")
    }
    format.print(
      table, json: .array(schedules.map(\.json)),
      none: "no schedules; make one with `escapement schedules create --workflow ID --name NAME --cron EXPRESSION`")
  }

  private var filter: ScheduleFilter {
    var filter = ScheduleFilter(tenant: options.identity.tenant, workflow: workflow.map { WorkflowID($0) })
    filter.kind = kind
    filter.status = status
    filter.search = search
    return filter
  }
}

extension ScheduleTiming.Kind: ExpressibleByArgument {}
extension ScheduleStatus: ExpressibleByArgument {}
