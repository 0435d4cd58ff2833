import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Print a run's history.",
    discussion: "With --format json each event is one line (NDJSON) with everything that was recorded.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Option(help: ArgumentHelp("Only events after this number.", valueName: "number"))
  var after: Int64 = 0

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  /// Read so many at a time, so that a long history isn't held in memory as JSON.
  private static let batch = 500

  func run() throws {
    let installation = try options.open()
    let run = try RunArgument.run(target, in: installation, for: options.identity)
    var table = Table("#", "AT (UTC)", "EVENT", "BY", "STEP", "VALUE")
    var last = after
    while true {
      let events = try installation.storage.read { try $0.events(of: run.id, after: last, limit: Self.batch) }
      guard let newest = events.last else { break }
      last = newest.event.number
      if format.format == .json { for event in events { Terminal.print(event.json.text) } }
      let paths = format.format == .table ? try StepPaths(of: run.id, in: installation) : StepPaths()
      for event in events where format.format == .table { add(event.event, to: &table, paths) }
    }
    if format.format == .table { Terminal.print(table.text(width: Terminal.width)) }
  }

  private func add(_ event: Event, to table: inout Table, _ paths: StepPaths) {
    table.add(
      "\(event.number)", TimeText.clock(event.at), event.type.rawValue, event.actor.rawValue,
      event.step.map { paths[$0] } ?? "", event.payload?.text ?? "")
  }
}
