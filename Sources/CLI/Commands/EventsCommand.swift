import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Print a run's history, or what was published and what came of it.",
    discussion: """
      `escapement events RUN` prints a run's history; with --format json each event is one line (NDJSON) with everything \
      that was recorded. Without a run, what `escapement emit`, webhooks, programs and runs have published is listed, \
      the newest first.
      """,
    subcommands: [List.self, Show.self, Replay.self, Export.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a run's history, or list what was published (the default).")

    @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
    var target: String?

    @Option(help: ArgumentHelp("Only events of the run after this number.", valueName: "number"))
    var after: Int64 = 0

    @Option(help: "Of what was published, how many at most.")
    var limit = 50

    @OptionGroup var search: EventSearch
    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    /// Read so many at a time, so that a long history isn't held in memory as JSON.
    private static let batch = 500

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
      if target != nil, !search.isEmpty {
        throw ValidationError("--type and the like are for what was published: leave the run out.")
      }
      if target == nil, after != 0 { throw ValidationError("--after is for a run's events: name the run.") }
    }

    func run() throws {
      let installation = try options.open()
      guard let target else {
        let filter = search.filter(options.identity.tenant)
        return try PublishedEventList(installation: installation, filter: filter, limit: limit).print(format)
      }
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
}
