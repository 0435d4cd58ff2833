import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct TicksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticks", abstract: "Whether ticks come, and what they did.",
    discussion: "Exits with 1 when they don't, or fail; what is missing is printed to the standard error.")

  @Option(help: "How many at most.")
  var limit = 20

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func validate() throws {
    if !(1...5_000).contains(limit) { throw ValidationError("--limit must be from 1 to 5000.") }
  }

  func run() throws {
    let installation = try options.open()
    let ticks = try installation.storage.read { try $0.ticks(limit: limit) }
    var table = Table("BEGAN (UTC)", "HOST", "TOOK", "STEPS", "TIMERS", "STIMULI", "SLOTS", "REMARKS")
    for tick in ticks {
      let took = tick.finishedAt.map { TimeText.span($0 - tick.startedAt) } ?? "at work"
      let remarks = (tick.error.map { [$0] } ?? []) + tick.findings
      table.add(
        TimeText.moment(tick.startedAt), tick.host ?? "–", took, "\(tick.steps)", "\(tick.timers)", "\(tick.stimuli)",
        "\(tick.slots)", remarks.joined(separator: "; "))
    }
    format.print(table, json: .array(ticks.map(\.json)), none: "no tick has run yet")
    let watch = TickWatch(ticks.first, now: installation.clock.now(), directory: installation.directory)
    try tell(watch)
  }

  private func tell(_ watch: TickWatch) throws {
    switch watch.state {
    case .ok: return
    case .failing: Terminal.note("the last tick ended before its time: \(watch.last?.error ?? "")")
    case .never, .late:
      let last = watch.lastAt.map { "the last tick was \(TimeText.ago($0, now: watch.now))" } ?? "no tick has run yet"
      Terminal.note("\(last); this line is missing from the crontab, or fails:\n\(watch.crontabLine)")
    }
    throw ExitStatus.failed
  }
}
