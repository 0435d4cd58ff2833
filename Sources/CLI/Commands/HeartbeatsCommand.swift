import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct HeartbeatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heartbeats",
    abstract: "Checklists that an agent goes through every so often.",
    discussion: """
      A heartbeat asks its agent one question after the other, and speaks up only when something needs a person; what it \
      found is in `escapement alerts`. It is described by a HEARTBEAT.md, which is read again at each beat.
      """,
    subcommands: [
      List.self, Show.self, Check.self, Add.self, Edit.self, Run.self, Results.self, Pause.self, Resume.self,
      Delete.self,
    ], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List heartbeats with what they said last.")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let installation = try options.open()
      let heartbeats = try installation.storage.read { store in
        try Everything.of { try store.heartbeats(tenant: options.identity.tenant, page: $0) }
      }
      var table = Table("HEARTBEAT", "LAST SAID", "CHECKS", "EVERY", "LAST BEAT (UTC)", "NEXT BEAT (UTC)", "REMARK")
      for heartbeat in heartbeats {
        table.add(
          heartbeat.spec.name, heartbeat.outcome?.rawValue ?? "–", "\(heartbeat.spec.checks.count)",
          HeartbeatSpec.text(of: heartbeat.spec.interval), TimeText.moment(heartbeat.lastBeat),
          heartbeat.isPaused ? "paused" : TimeText.moment(heartbeat.nextBeat),
          heartbeat.problem ?? (heartbeat.run == nil ? "" : "beats now"))
      }
      format.print(
        table, json: .array(heartbeats.map(\.json)),
        none: "no heartbeats; make one with `escapement heartbeats add shop/HEARTBEAT.md`")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a heartbeat's checks with their last answers.")

    @OptionGroup var target: HeartbeatArgument
    @OptionGroup var format: FormatOption

    func run() throws {
      let (_, heartbeat) = try target.open()
      guard format.format == .table else { return Terminal.print(heartbeat.json.prettyText) }
      var table = Table("CHECK", "LAST SAID", "AT (UTC)", "DETAILS")
      for check in heartbeat.spec.checks {
        let memory = heartbeat.memory[check]
        table.add(
          check, memory?.last.outcome.rawValue ?? "–", TimeText.moment(memory?.at), memory?.last.details ?? "")
      }
      Terminal.print(table.text(width: Terminal.width))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look whether files are right, without an installation.",
      discussion: "Prints every mistake with its line. Exits with 1 if there is one.")

    @Argument(help: ArgumentHelp("HEARTBEAT.md files.", valueName: "file"))
    var files: [String]

    func run() throws {
      var isWrong = false
      for file in files {
        let (spec, report) = HeartbeatReader.read(
          file: try HostFile.readText(file), named: file, fallbackName: HeartbeatSpec.name(ofFile: file))
        if let spec {
          Terminal.print("\(file): ok, \(spec.checks.count) checks every \(HeartbeatSpec.text(of: spec.interval))")
        }
        if !report.text.isEmpty { Terminal.note(report.text) }
        isWrong = isWrong || spec == nil
      }
      if isWrong { throw ExitStatus.failed }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a heartbeat from a HEARTBEAT.md.",
      discussion: """
        The path is relative to the data directory's folder workflows, or absolute and in a folder of the setting \
        heartbeatFolders. With --fields the heartbeat is made of fields, and no file is read again.
        """)

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("The fields as JSON, or @FILE with JSON or YAML.", valueName: "json"))
    var fields: String?

    @OptionGroup var options: InstallationOptions

    func validate() throws {
      if (file == nil) == (fields == nil) { throw ValidationError("Give either a file or --fields.") }
    }

    func run() throws {
      let source = try HeartbeatArgument.source(file: file, fields: fields)
      let made = try options.open().createHeartbeat(source, by: options.identity)
      Terminal.print("heartbeat \(made.spec.name): the first beat is at \(TimeText.moment(made.nextBeat)) UTC")
    }
  }

  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replace what a heartbeat does.", discussion: "Takes what `add` takes; the name stays.")

    @OptionGroup var target: HeartbeatArgument

    @Option(help: ArgumentHelp("A HEARTBEAT.md.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("The fields as JSON, or @FILE with JSON or YAML.", valueName: "json"))
    var fields: String?

    func validate() throws {
      if (file == nil) == (fields == nil) { throw ValidationError("Give either --file or --fields.") }
    }

    func run() throws {
      let (installation, heartbeat) = try target.open()
      _ = try installation.updateHeartbeat(
        heartbeat, try HeartbeatArgument.source(file: file, fields: fields), by: target.options.identity)
      Terminal.print("heartbeat \(heartbeat.spec.name) changed")
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Beat now.", discussion: "Ticks ask the checks; `escapement heartbeats results` shows what came of it.")

    @OptionGroup var target: HeartbeatArgument

    func run() throws {
      let (installation, heartbeat) = try target.open()
      let beating = try installation.beatNow(heartbeat, by: target.options.identity)
      guard let run = beating.run else { return }
      installation.dispatch(run)
      Terminal.print("beats with the run \(run)")
    }
  }

  struct Results: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what a heartbeat's beats found, newest first.")

    @OptionGroup var target: HeartbeatArgument
    @Option(help: "How many at most.")
    var limit = 50
    @OptionGroup var format: FormatOption

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
      let (installation, heartbeat) = try target.open()
      let beats = try installation.storage.read { store in
        try Everything.of(atMost: limit) { try store.beats(of: heartbeat.id, page: $0) }
      }
      var table = Table("AT (UTC)", "OUTCOME", "TOOK", "RUN", "FOUND")
      for beat in beats {
        let found = beat.checks.filter { $0.outcome != .ok }.map { "\($0.check): \($0.details ?? $0.outcome.rawValue)" }
        table.add(
          TimeText.moment(beat.startedAt), beat.outcome.rawValue, TimeText.span(beat.finishedAt - beat.startedAt),
          beat.run?.rawValue ?? "–", found.joined(separator: "; "))
      }
      format.print(table, json: .array(beats.map(\.json)), none: "\(heartbeat.spec.name) has not beaten yet")
    }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Beat no more, until it is resumed.")

    @OptionGroup var target: HeartbeatArgument

    func run() throws {
      let (installation, heartbeat) = try target.open()
      _ = try installation.setHeartbeat(heartbeat.id, paused: true, by: target.options.identity)
      Terminal.print("heartbeat \(heartbeat.spec.name) paused")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Beat again, from now on.")

    @OptionGroup var target: HeartbeatArgument

    func run() throws {
      let (installation, heartbeat) = try target.open()
      let resumed = try installation.setHeartbeat(heartbeat.id, paused: false, by: target.options.identity)
      Terminal.print("heartbeat \(heartbeat.spec.name): the next beat is at \(TimeText.moment(resumed.nextBeat)) UTC")
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete a heartbeat with its results; its runs stay.")

    @OptionGroup var target: HeartbeatArgument

    func run() throws {
      let (installation, heartbeat) = try target.open()
      try installation.deleteHeartbeat(heartbeat.id, by: target.options.identity)
      Terminal.print("heartbeat \(heartbeat.spec.name) deleted")
    }
  }
}
