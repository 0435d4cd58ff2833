import ArgumentParser
import Engine
import JSON
import Orchestrator

struct ShowSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a schedule: what it does, when it fires next, and what is wrong with it.")

  @Argument(help: ArgumentHelp("\(ScheduleArgument.help)", valueName: "schedule"))
  var target: String

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let schedule = try ScheduleArgument.schedule(target, in: installation, for: options.identity)
    guard format.format == .table else { return Terminal.print(schedule.json.prettyText) }
    Terminal.print(Terminal.harmless(ScheduleText.text(of: schedule)))
  }
}

/// A schedule for people.
enum ScheduleText {
  static func text(of schedule: Schedule) -> String {
    let spec = schedule.spec
    var lines = [
      "\(spec.name) (\(schedule.id))", "  starts     \(spec.workflow)",
      "  when       \(spec.sentence(of: schedule.id))",
      "  status     \(schedule.status.rawValue)\(reason(of: schedule).map { ": \($0)" } ?? "")",
      "  next       \(TimeText.moment(schedule.ledger.nextFire))",
      "  last       \(TimeText.moment(schedule.lastFiredAt))\(schedule.lastRun.map { ", run \($0)" } ?? "")",
      "  fired      \(schedule.counts.fired), skipped \(schedule.counts.skipped), missed \(schedule.counts.missed)",
      "  overlap    \(spec.overlap.rawValue)", "  catch up   \(spec.catchUp.mode.rawValue)",
      "  payload    \(JSONValue.object(spec.payload).text)",
    ]
    if let error = schedule.lastError { lines.append("  last error \(error)") }
    if let note = spec.note { lines.append("  note       \(note)") }
    return lines.joined(separator: "\n")
  }

  private static func reason(of schedule: Schedule) -> String? {
    if let failure = schedule.failure { return failure.message }
    if let until = schedule.pausedUntil { return "paused until \(TimeText.moment(until)) UTC" }
    guard let pause = schedule.pause, schedule.status == .paused else { return nil }
    return "by \(pause.by) at \(TimeText.moment(pause.at)) UTC" + (pause.reason.map { ", \($0)" } ?? "")
  }
}
