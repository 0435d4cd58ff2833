import ArgumentParser
import Cron
import Engine
import Orchestrator

struct CronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cron", abstract: "Try cron expressions.", subcommands: [Next.self, Explain.self])

  struct Next: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print when an expression comes next, an instant a line.",
      discussion: """
        Instants are UTC. Clock changes that the expression's times fall on are told on the standard error. Exits with \
        1 if it never comes again; schedules end with the year 2100.
        """)

    @Argument(help: ArgumentHelp("Five fields, or a nickname such as @daily.", valueName: "expression"))
    var expression: String

    @Option(help: ArgumentHelp("The zone whose clocks count, as Europe/Berlin.", valueName: "zone"))
    var tz = "UTC"

    @Option(help: ArgumentHelp("Begin after this instant (default: now).", valueName: "instant"))
    var from: String?

    @Option(help: ArgumentHelp("How many.", valueName: "n"))
    var count = 5

    @Option(help: "What `H` is made of; a schedule's is its id.")
    var seed: String?

    @Option(
      help: "What becomes of times that clocks jump over: runAfter, skip or runBefore.",
      transform: CronArgument.policy)
    var gap = GapPolicy.runAfter

    @Option(
      name: .customLong("repeat"), help: "What becomes of times that clocks show twice: first, last or both.",
      transform: CronArgument.policy)
    var repeats = RepeatPolicy.first

    private static let most = 10_000

    func validate() throws {
      guard (1...Self.most).contains(count) else {
        throw ValidationError("--count must be from 1 to \(Self.most).")
      }
      if let from, RFC3339.milliseconds(of: from) == nil {
        throw ValidationError("--from \(from): write 2026-11-21T09:30:00Z.")
      }
    }

    func run() throws {
      let parsed = try CronArgument.expression(expression, seed: seed)
      let zone = try CronArgument.zone(tz)
      let times = Times.cron(CronTimes(parsed, in: zone, gap: gap, repeats: repeats))
      let start = from.flatMap(RFC3339.milliseconds) ?? WallClock.system.now().milliseconds
      let after = start >= 0 ? start / 1_000 : -1
      let found = times.instants(after: after, through: .max, limit: count)
      for instant in found { Terminal.print(RFC3339.text(millisecondsSince1970: instant * 1_000)) }
      guard let last = found.last else {
        Terminal.note("it never comes again before the end of 2100")
        throw ExitStatus.failed
      }
      for change in times.clockChanges(after: after, through: last) { Terminal.note("note: \(change.text)") }
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say in a sentence when an expression comes.")

    @Argument(help: ArgumentHelp("Five fields, or a nickname such as @daily.", valueName: "expression"))
    var expression: String

    @Option(help: ArgumentHelp("The zone whose clocks count, as Europe/Berlin.", valueName: "zone"))
    var tz: String?

    @Option(help: "What `H` is made of; a schedule's is its id.")
    var seed: String?

    func run() throws {
      let zone = try tz.map(CronArgument.zone)
      Terminal.print(try CronArgument.expression(expression, seed: seed).explained(zone: zone?.name))
    }
  }
}
