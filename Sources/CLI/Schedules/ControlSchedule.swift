import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

/// What every command takes that changes one schedule.
struct ScheduleTarget: ParsableArguments {
  @Argument(help: ArgumentHelp("\(ScheduleArgument.help)", valueName: "schedule"))
  var target: String

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func find(in installation: Installation) throws -> Schedule {
    try ScheduleArgument.schedule(target, in: installation, for: options.identity)
  }

  /// Does something with the schedule, and tells how it is then.
  func change(_ body: (Installation, ScheduleID) throws -> Schedule) throws {
    let installation = try options.open()
    ScheduleAnswer.print(try body(installation, try find(in: installation).id), format)
  }
}

struct PauseSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Keep a schedule from firing until somebody resumes it.")

  @OptionGroup var target: ScheduleTarget

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  func run() throws {
    try target.change { try $0.pauseSchedule($1, until: nil, reason: reason, by: target.options.identity) }
  }
}

struct PauseScheduleUntil: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause-until", abstract: "Keep a schedule from firing up to an instant.")

  @OptionGroup var target: ScheduleTarget

  @Argument(help: ArgumentHelp("When it goes on by itself (RFC 3339).", valueName: "instant"))
  var until: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  func run() throws {
    let until = try MomentArgument.instant(until, named: "until")
    try target.change { try $0.pauseSchedule($1, until: until, reason: reason, by: target.options.identity) }
  }
}

struct ResumeSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Let a paused schedule fire again; what it would have fired meanwhile stays skipped.")

  @OptionGroup var target: ScheduleTarget

  func run() throws { try target.change { try $0.resumeSchedule($1, by: target.options.identity) } }
}

struct SkipNextSlot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip-next", abstract: "Leave out the next moment at which a schedule would fire.")

  @OptionGroup var target: ScheduleTarget

  func run() throws { try target.change { try $0.skipNext(of: $1, by: target.options.identity) } }
}

struct TriggerSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trigger", abstract: "Start a run now with a schedule's payload, beside its own times.")

  @OptionGroup var target: ScheduleTarget

  func run() throws {
    let installation = try target.options.open()
    let schedule = try target.find(in: installation)
    let started = try installation.triggerSchedule(schedule.id, by: target.options.identity)
    guard target.format.format == .table else { return Terminal.print(started.run.json.prettyText) }
    try RunControl(started.run.id.rawValue, target.options).goOn(started.run)
  }
}

struct BackfillSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill", abstract: "Start a run for each moment of the past at which a schedule would have fired.")

  @OptionGroup var target: ScheduleTarget

  @Option(help: ArgumentHelp("The first moment (RFC 3339).", valueName: "instant"))
  var from: String

  @Option(help: ArgumentHelp("The last moment, included (RFC 3339).", valueName: "instant"))
  var to: String

  @Flag(help: "Let its runs overlap; else they wait for each other.")
  var parallel = false

  @Option(help: ArgumentHelp("How long after each other they begin at least.", valueName: "seconds"))
  var spacing = 0

  func validate() throws {
    if spacing < 0 { throw ValidationError("--spacing is a number of seconds, 0 or more.") }
  }

  func run() throws {
    let installation = try target.options.open()
    var request = BackfillRequest(
      schedule: try target.find(in: installation).id, from: try MomentArgument.instant(from, named: "--from"),
      to: try MomentArgument.instant(to, named: "--to"))
    request.overlap = parallel ? .allow : .bufferAll
    request.spacing = .seconds(Int64(spacing))
    let backfill = try installation.backfill(request, by: target.options.identity)
    guard target.format.format == .table else { return Terminal.print(backfill.json.prettyText) }
    Terminal.print("\(backfill.id) \(backfill.total) moments; ticks start their runs")
  }
}
