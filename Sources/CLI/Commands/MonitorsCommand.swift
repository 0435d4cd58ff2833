import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct MonitorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitors",
    abstract: "Jobs of any host's cron that tell us they ran.",
    discussion: """
      A monitor has an address that a job asks for when it is done (curl is enough). When the ping stays away, fails, or \
      a job that began doesn't end, that is an alert.
      """,
    subcommands: [
      List.self, Show.self, Add.self, Edit.self, Pause.self, Resume.self, RotateKey.self, Delete.self,
    ], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List monitors and how they stand.")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let installation = try options.open()
      let monitors = try installation.storage.read { store in
        try Everything.of { try store.monitors(tenant: options.identity.tenant, page: $0) }
      }
      let now = installation.clock.now()
      var table = Table("MONITOR", "STATE", "EXPECTED", "GRACE", "LAST PING (UTC)", "NEXT (UTC)", "TOOK")
      for monitor in monitors {
        table.add(
          monitor.spec.name, monitor.state(at: now).rawValue, monitor.spec.words,
          HeartbeatSpec.text(of: monitor.spec.grace), TimeText.moment(monitor.lastPing),
          TimeText.moment(monitor.expectedAt), monitor.lastDuration.map(TimeText.span) ?? "–")
      }
      format.print(
        table, json: .array(monitors.map { $0.json(at: now, url: installation.pingAddress(of: $0)) }),
        none: "no monitors; make one with `escapement monitors add NAME --every 1d`")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a monitor's address and what it heard.")

    @OptionGroup var target: MonitorArgument
    @Option(help: "How many pings at most.")
    var limit = 20
    @OptionGroup var format: FormatOption

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
      let (installation, monitor) = try target.open()
      let pings = try installation.storage.read { store in
        try Everything.of(atMost: limit) { try store.pings(of: monitor.id, page: $0) }
      }
      let address = installation.pingAddress(of: monitor)
      guard format.format == .table else {
        var object = monitor.json(at: installation.clock.now(), url: address).objectValue ?? [:]
        object["pings"] = .array(pings.map(\.json))
        return Terminal.print(JSONValue.object(object).prettyText)
      }
      Terminal.print("curl -fsS -m 10 --retry 5 -o /dev/null \(address)")
      var table = Table("AT (UTC)", "WHAT", "EXIT", "TOOK", "FROM", "SENT")
      for ping in pings {
        table.add(
          TimeText.moment(ping.at), ping.kind.rawValue, ping.exit.map(String.init) ?? "",
          ping.duration.map(TimeText.span) ?? "", ping.address, ping.body ?? "")
      }
      if pings.isEmpty {
        Terminal.note("no ping has come yet")
      } else {
        Terminal.print(table.text(width: Terminal.width))
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a monitor, and print the line for the job.")

    @Argument(help: ArgumentHelp("What it is called.", valueName: "name"))
    var name: String

    @OptionGroup var expectation: ExpectationOptions
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let monitor = try installation.createMonitor(try expectation.spec(named: name), by: options.identity)
      Terminal.note("put this behind the job; /start, /fail or its exit status may stand behind the address")
      Terminal.print("curl -fsS -m 10 --retry 5 -o /dev/null \(installation.pingAddress(of: monitor))")
    }
  }

  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Replace what a monitor expects; its address stays.")

    @OptionGroup var target: MonitorArgument
    @Option(help: ArgumentHelp("Another name.", valueName: "name"))
    var name: String?
    @OptionGroup var expectation: ExpectationOptions

    func run() throws {
      let (installation, monitor) = try target.open()
      let spec = try expectation.spec(named: name ?? monitor.spec.name)
      _ = try installation.updateMonitor(monitor.id, spec, by: target.options.identity)
      Terminal.print("monitor \(spec.name) changed")
    }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Expect nothing, until it is resumed.")

    @OptionGroup var target: MonitorArgument

    func run() throws {
      let (installation, monitor) = try target.open()
      _ = try installation.setMonitor(monitor.id, paused: true, by: target.options.identity)
      Terminal.print("monitor \(monitor.spec.name) paused")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Expect pings again, from now on.")

    @OptionGroup var target: MonitorArgument

    func run() throws {
      let (installation, monitor) = try target.open()
      let resumed = try installation.setMonitor(monitor.id, paused: false, by: target.options.identity)
      Terminal.print(
        "monitor \(monitor.spec.name): the next ping is expected \(TimeText.moment(resumed.expectedAt)) UTC")
    }
  }

  struct RotateKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate-key", abstract: "Give a monitor another address, and print it.")

    @OptionGroup var target: MonitorArgument

    func run() throws {
      let (installation, monitor) = try target.open()
      let rotated = try installation.rotateMonitorKey(monitor.id, by: target.options.identity)
      Terminal.print(installation.pingAddress(of: rotated))
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a monitor with its pings.")

    @OptionGroup var target: MonitorArgument

    func run() throws {
      let (installation, monitor) = try target.open()
      try installation.deleteMonitor(monitor.id, by: target.options.identity)
      Terminal.print("monitor \(monitor.spec.name) deleted")
    }
  }
}
