import Engine
import Orchestrator
import Store

/// Said on every page when no tick has run for a while, or the last one failed: then nothing moves, whatever else looks
/// fine.
struct TickNotice: View {
  let watch: TickWatch
  let mount: String

  /// Nil while ticks come and do their work.
  init?(_ watch: TickWatch, mount: String) {
    guard watch.state != .ok else { return nil }
    self.watch = watch
    self.mount = mount
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "last": .optional(watch.lastAt.map { TimeView(instant: $0, now: watch.now) as any View })
    case "host": .optional(watch.last?.host)
    case "error": .optional(watch.state == .failing ? watch.last?.error : nil)
    case "line": .text(watch.crontabLine)
    case "ticks": .link(LinkTarget(mount, ["ticks"]))
    default: nil
    }
  }
}
