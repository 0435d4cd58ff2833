import Engine
import Orchestrator
import Store

/// Said on every page when no tick has run for a while: then nothing moves, whatever else looks fine.
struct TickNotice: View {
  let last: Instant?
  let now: Instant
  /// What the crontab lacks.
  let line: String

  /// Cron starts one each minute; two missed in a row are no accident.
  static let patience = TimeSpan.seconds(120)

  /// Nil while ticks come.
  init?(_ newest: TickRecord?, now: Instant, directory: DataDirectory) {
    let last = newest.map { max($0.startedAt, $0.finishedAt ?? $0.startedAt) }
    if let last, now - last <= Self.patience { return nil }
    self.last = last
    self.now = now
    line = "* * * * * \(HostProgram.folder ?? "/path/to")/tick --data \(directory.path)"
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "last": .optional(last.map { TimeView(instant: $0, now: now) as any View })
    case "line": .text(line)
    default: nil
    }
  }
}
