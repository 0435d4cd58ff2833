import Agents
import ArgumentParser
import Glibc
import Logging
import Orchestrator

/// One visit of cron: what is due is done, what is queued is performed, and the process ends.
struct TickCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tick",
    abstract: "Does what is due and performs queued steps; to be started by cron each minute.",
    discussion: """
      Ends when nothing is due, or when its budget is spent; steps that take longer are finished first. Several ticks may \
      work at the same time, and one that is killed is followed up by the next.

      Exit codes: 0; 64 a wrong command line; 66 no data directory; 69 the database can't be used; 70 a mistake in \
      Escapement itself; 74 a file can't be read or written; 75 not now, the next tick tries again; 78 the data \
      directory belongs to another user, or its configuration has a mistake.
      """,
    version: ProgramVersion.text)

  @Option(help: "The data directory (else ESCAPEMENT_DATA, the path in escapement.data beside tick, ~/.escapement).")
  var data: String?

  @Option(help: ArgumentHelp("Wait so long for work when there is none.", valueName: "seconds"))
  var linger: Double = 0

  @Option(help: ArgumentHelp("Begin nothing after so long (configured: tickBudgetSeconds).", valueName: "seconds"))
  var budget: Double?

  @Option(help: ArgumentHelp("Begin at most so many steps.", valueName: "n"))
  var maxSteps: Int?

  @Flag(help: "Do what is due now and end, whatever --linger says.")
  var once = false

  @Option(name: .customLong("run"), help: ArgumentHelp("Perform steps of this run only.", valueName: "id"))
  var runName: String?

  @Flag(help: "Print what was done as one JSON object.")
  var json = false

  func validate() throws {
    if !(0...86_400).contains(linger) { throw ValidationError("--linger is a number of seconds up to a day.") }
    if let budget, !(0...86_400).contains(budget) {
      throw ValidationError("--budget is a number of seconds up to a day.")
    }
    if let maxSteps, maxSteps < 1 { throw ValidationError("--max-steps is a number from 1.") }
  }

  func run() throws {
    // Before any thread is there: all of them inherit that these signals are blocked.
    let bell = Bell()
    let stop = StopSignal(ringing: bell)
    var output = TickOutput(json: json)
    do {
      let installation = try open()
      var options = options(installation)
      while let tick = try Tick.begin(installation, options: options, bell: bell, stop: stop) {
        try work(tick)
        output.add(tick.tally, findings: tick.findings)
        // A web request that queued a step while we were leaving saw no free place for a tick of its own.
        guard try tick.shouldComeBack() else { break }
        options.run = nil
      }
    } catch {
      guard let failure = ProgramFailure(error) else { throw error }
      output.fail(failure)
    }
    output.print()
    if let failure = output.failure { throw ExitCode(failure.exitCode) }
  }

  /// The passes of one tick, in order.
  private func work(_ tick: Tick) throws {
    do {
      repeat {
        try tick.rescueTheDead()
        try tick.fireSchedules()
        try tick.fireTimers()
        try tick.drainStimuli()
        try tick.matchEvents()
        try tick.keepWatch()
        try tick.performSteps()
        try tick.deliverMessages()
        try tick.lookAfterLeases()
      } while try tick.waitForMore()
      try tick.finishWhatWasBegun()
      try tick.tidyUp()
      try tick.recordEnd()
    } catch {
      tick.abandon(error)
      throw error
    }
  }

  private func open() throws -> Installation {
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      // Cron mails what is printed: only what somebody should look at.
      handler.logLevel = .warning
      return handler
    }
    let directory = try DataDirectory.locate(flag: data, environment: HostProgram.environment).directory
    return try Installation.open(directory, logger: Logger(label: "tick"))
  }

  private func options(_ installation: Installation) -> Tick.Options {
    Tick.Options(
      pace: Pace(installation.configuration, budget: budget, linger: once ? 0 : linger),
      staysForRates: !once, maxSteps: maxSteps, run: runName)
  }
}
