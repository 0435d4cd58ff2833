import Engine
import Glibc
import Orchestrator
import Store

/// The programs beside this one, the clock, and whether ticks come.
struct TickChecks {
  let installation: Installation

  func findings() throws -> [Finding] {
    try programs() + [clock(), ticks(), queue(), watches()]
  }

  private var lines: HostLines {
    HostLines(directory: installation.directory, programs: HostProgram.folder ?? ".")
  }

  private func programs() -> [Finding] {
    ["tick", "escapement.fcgi"].map { name in
      let path = "\(HostProgram.folder ?? ".")/\(name)"
      guard access(path, X_OK) == 0 else {
        return .failure(name, "\(path) is missing or can't be run", "install it beside escapement")
      }
      return .ok(name, path)
    }
  }

  private func clock() throws -> Finding {
    let name = "clock"
    let now = installation.clock.now()
    let last = try installation.storage.read { try $0.ticks(limit: 1).first?.startedAt }
    if let last, last > now {
      return .failure(
        name, "it is \(now), but a tick began at \(last): the clock went backwards",
        "set it, and keep it right with NTP")
    }
    return .ok(name, "\(now)")
  }

  /// More than this without a tick, and cron isn't at work: it starts one each minute.
  private static let overdue = TimeSpan.seconds(300)

  private func ticks() throws -> Finding {
    let name = "ticks"
    let advice = "have these lines in the crontab of \(UserName.effective) (crontab -e):\n\(lines.crontab)"
    guard let last = try installation.storage.read({ try $0.ticks(limit: 1).first }) else {
      return .warning(name, "no tick has run yet", advice)
    }
    let now = installation.clock.now()
    if let error = last.error {
      return .failure(
        name, "the last one, \(TimeText.ago(last.startedAt, now: now)), failed: \(error)", "look at cron's mail")
    }
    let host = last.host.map { " on \($0)" } ?? ""
    let text = "the last one began \(TimeText.ago(last.startedAt, now: now))\(host)"
    return now - last.startedAt > Self.overdue ? .warning(name, text, advice) : .ok(name, text)
  }

  private func queue() throws -> Finding {
    let (queued, due) = try installation.storage.read { (try $0.queuedSteps(), try $0.nextDue()) }
    let now = installation.clock.now()
    let text = "\(queued) step\(queued == 1 ? "" : "s") queued"
    if let due, now - due > Self.overdue {
      return .warning(
        "queue", "\(text); something is due since \(TimeText.span(now - due))", "see why no tick takes it")
    }
    return .ok("queue", text)
  }

  /// Alerts that nobody has seen, and heartbeats that can't beat.
  private func watches() throws -> Finding {
    let tenant = TenantID.standard
    let (waiting, broken) = try installation.storage.read { store in
      let heartbeats = try Everything.of { try store.heartbeats(tenant: tenant, page: $0) }
      return (try store.waitingAlerts(tenant: tenant), heartbeats.filter { $0.problem != nil })
    }
    if let first = broken.first, let problem = first.problem {
      return .warning("heartbeats", "'\(first.spec.name)' could not begin its last beat: \(problem)", "correct it")
    }
    guard waiting == 0 else {
      return .warning(
        "alerts", "\(waiting) \(waiting == 1 ? "alert waits" : "alerts wait") for somebody", "see `escapement alerts`")
    }
    return .ok("alerts", "nothing needs a person")
  }
}
