import Testing

@testable import Engine

/// What pings and their absence mean.
struct MonitorWatchTests {
  private let now = Instant(milliseconds: 1_764_000_000_000)
  private let grace = TimeSpan.seconds(300)

  private func monitor() -> Monitor {
    let spec = MonitorSpec(name: "backup", expectation: .every(.seconds(3_600)), grace: grace)
    var monitor = Monitor(id: "m1", tenant: .standard, key: "k", spec: spec, createdBy: "user:ada", at: now)
    monitor.expect(from: now, expected)
    return monitor
  }

  private func expected(_ after: Instant) -> Instant? { after + .seconds(3_600) }

  private func hear(_ kind: Ping.Kind, at seconds: Int64, _ monitor: Monitor, exit: Int? = nil) -> MonitorWatch.Verdict
  {
    MonitorWatch.heard(Ping(kind, exit: exit, at: now + .seconds(seconds)), by: monitor, expected: expected)
  }

  private func raised(_ verdict: MonitorWatch.Verdict) -> [AlertNotice] {
    verdict.alerts.compactMap { if case .raise(let notice) = $0 { notice } else { nil } }
  }

  @Test func `a monitor that was never pinged says so, and alerts when the first ping stays away`() {
    let new = monitor()
    #expect(new.state(at: now) == .new)
    #expect(new.alertAt == now + .seconds(3_900))
    #expect(new.state(at: now + .seconds(3_700)) == .late)
    let verdict = MonitorWatch.missed(by: new, at: now + .seconds(3_900))
    #expect(verdict.monitor.state(at: now + .seconds(3_900)) == .down)
    #expect(verdict.monitor.alertAt == nil)
    #expect(raised(verdict).map(\.kind) == [.missing])
    #expect(raised(verdict).first?.details.contains("never been pinged") == true)
  }

  @Test func `a ping makes it up, resolves what was wrong and expects the next`() {
    let down = MonitorWatch.missed(by: monitor(), at: now + .seconds(3_900)).monitor
    let verdict = hear(.success, at: 4_000, down)
    #expect(verdict.monitor.status == .up)
    #expect(verdict.monitor.expectedAt == now + .seconds(7_600))
    #expect(verdict.monitor.alertAt == now + .seconds(7_900))
    #expect(verdict.alerts.count == 2 && raised(verdict).isEmpty)
  }

  @Test func `a start and an end tell how long the job took`() {
    let begun = hear(.start, at: 10, monitor()).monitor
    #expect(begun.state(at: now + .seconds(11)) == .running)
    #expect(begun.alertAt == now + .seconds(310))
    let verdict = hear(.success, at: 100, begun, exit: 0)
    #expect(verdict.ping?.duration == .seconds(90))
    #expect(verdict.monitor.lastDuration == .seconds(90))
    #expect(verdict.monitor.startedAt == nil)
  }

  @Test func `a job that begins and doesn't end is missed`() {
    let begun = hear(.start, at: 10, monitor()).monitor
    let verdict = MonitorWatch.missed(by: begun, at: now + .seconds(310))
    #expect(raised(verdict).first?.details.contains("has not ended") == true)
  }

  @Test func `a failure is an alert at once, with the exit status, and the next success resolves it`() {
    let verdict = hear(.fail, at: 10, monitor(), exit: 3)
    #expect(verdict.monitor.status == .down)
    #expect(raised(verdict).map(\.kind) == [.failed])
    #expect(raised(verdict).first?.details == "it ended with status 3")
    let resolved = hear(.success, at: 20, verdict.monitor).alerts
    #expect(resolved.contains(.resolve(AlertKey(kind: .failed, source: "m1"))))
  }

  @Test func `a paused monitor hears, and alerts nobody`() {
    var paused = monitor()
    paused.pause()
    let verdict = hear(.fail, at: 10, paused)
    #expect(verdict.monitor.isPaused && verdict.monitor.alertAt == nil)
    #expect(raised(verdict).isEmpty)
    var resumed = verdict.monitor
    resumed.resume(at: now + .seconds(1_000), expected)
    #expect(resumed.state(at: now + .seconds(1_000)) == .up)
    #expect(resumed.alertAt == now + .seconds(4_900))
  }
}
