import Engine
import Orchestrator
import Store

/// What ticks did: whether the system itself is at work.
struct TicksPage: SitePage {
  static let template = "ticks"

  let context: PageContext
  let watch: TickWatch
  let ticks: [TickRecord]

  var title: String { "Ticks" }
  var section: LayoutView.Section? { .overview }

  func field(_ name: String) -> Field? {
    switch name {
    case "last": context.time(watch.lastAt)
    case "host": .optional(watch.last?.host)
    case "isWell": .flag(watch.state == .ok)
    case "line": .text(watch.crontabLine)
    case "ticks": .list(ticks.map { TickRow(tick: $0, context: context) })
    case "hasTicks": .flag(!ticks.isEmpty)
    default: nil
    }
  }

  /// Two hours of a tick each minute: what is wrong shows in there.
  private static let shown = 120

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let ticks = try exchange.installation.storage.read { try $0.ticks(limit: shown) }
    let context = exchange.page
    let watch = TickWatch(ticks.first, now: context.now, directory: exchange.installation.directory)
    return try exchange.show(TicksPage(context: context, watch: watch, ticks: ticks))
  }
}

private struct TickRow: View {
  let tick: TickRecord
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "at": .view(context.time(tick.startedAt))
    case "host": .optional(tick.host)
    case "duration": .optional(tick.finishedAt.map { DurationText.text($0 - tick.startedAt) })
    case "steps": .number(tick.steps)
    case "timers": .number(tick.timers)
    case "stimuli": .number(tick.stimuli)
    case "slots": .number(tick.slots)
    case "notes": .list(notes.map(LineView.init))
    default: nil
    }
  }

  private var notes: [String] {
    var notes = tick.error.map { ["ended before its time: \($0)"] } ?? []
    if tick.rescued > 0 { notes.append("took over \(tick.rescued) of dead ticks") }
    if tick.quarantined > 0 { notes.append("quarantined \(tick.quarantined)") }
    return notes + tick.findings
  }
}
