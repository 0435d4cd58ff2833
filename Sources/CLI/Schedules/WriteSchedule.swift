import ArgumentParser
import Engine
import JSON
import Orchestrator

struct CreateSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a schedule, and say when it fires.",
    discussion:
      "With --file the schedule is read as the API takes it; settings on the command line win over the file's.")

  @OptionGroup var settings: ScheduleSettings

  @Flag(help: "Make it paused.")
  var paused = false

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    var settings = settings
    if paused { settings.option.append("enabled=false") }
    let made = try installation.createSchedule(try settings.text(), by: options.identity)
    ScheduleAnswer.print(made.schedule, format)
  }
}

struct UpdateSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a schedule.",
    discussion: """
      Settings that aren't named stay as they are; `--option KEY=` takes one away. With --file the whole schedule is \
      replaced. Nothing of the past fires, unless --replay-since asks for it.
      """)

  @Argument(help: ArgumentHelp("\(ScheduleArgument.help)", valueName: "schedule"))
  var target: String

  @OptionGroup var settings: ScheduleSettings

  @Option(help: ArgumentHelp("Fire what has passed since this instant.", valueName: "instant"))
  var replaySince: String?

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let schedule = try ScheduleArgument.schedule(target, in: installation, for: options.identity)
    let edit = ScheduleUpdate(
      schedule: schedule.id, expected: schedule.version,
      replaySince: try replaySince.map { try MomentArgument.instant($0, named: "--replay-since") })
    let text = try settings.text(over: schedule.spec.document)
    ScheduleAnswer.print(try installation.updateSchedule(edit, with: text, by: options.identity), format)
  }
}

struct DeleteSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a schedule with the history of its moments. Its runs stay.")

  @Argument(help: ArgumentHelp("\(ScheduleArgument.help)", valueName: "schedule"))
  var target: String

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let installation = try options.open()
    let schedule = try ScheduleArgument.schedule(target, in: installation, for: options.identity)
    try installation.deleteSchedule(schedule.id, by: options.identity)
    Terminal.print(Terminal.harmless("\(schedule.spec.name) deleted"))
  }
}

/// What is said after a schedule was changed.
enum ScheduleAnswer {
  static func print(_ schedule: Schedule, _ format: FormatOption) {
    guard format.format == .table else { return Terminal.print(schedule.json.prettyText) }
    let next = schedule.ledger.nextFire.map { ", fires next at \(TimeText.moment($0)) UTC" } ?? ""
    Terminal.print(Terminal.harmless("\(schedule.id) \(schedule.spec.name): \(schedule.status.rawValue)\(next)"))
  }
}
