import Engine
import Store
import Testing

@testable import Orchestrator

/// Monitors on a clock that the test moves.
struct MonitorTests {
  private let world: World
  private let worker: Worker

  init() throws {
    world = try World()
    worker = try world.worker()
  }

  private func make(_ expectation: MonitorSpec.Expectation = .every(.seconds(3_600))) throws -> Monitor {
    let spec = MonitorSpec(name: "backup", expectation: expectation, grace: .seconds(300))
    return try world.installation.createMonitor(spec, by: world.admin)
  }

  private func ping(_ monitor: Monitor, _ kind: Ping.Kind = .success, exit: Int? = nil, _ body: String = "") throws {
    #expect(
      try world.installation.ping(monitor.key, kind, exit: exit, body: Array(body.utf8), from: "192.0.2.1"))
  }

  private func current() throws -> Monitor { try world.installation.monitor("backup", for: world.admin) }

  private func alerts(_ view: AlertFilter.View = .all) throws -> [Alert] {
    try world.installation.storage.read {
      try $0.alerts(AlertFilter(tenant: .standard, view: view), page: .first).items
    }
  }

  @Test func `a ping that stays away is an alert when the grace is over, once, and the next ping resolves it`() throws {
    let monitor = try make()
    world.pass(seconds: 60)
    try ping(monitor)
    world.pass(seconds: 3_899)
    #expect(try worker.keepWatch() == 0)
    #expect(try current().state(at: world.now) == .late)
    world.pass(seconds: 1)
    #expect(try worker.keepWatch() == 1)
    #expect(try worker.keepWatch() == 0)
    #expect(try alerts(.open).map(\.notice.kind) == [.missing])
    world.pass(seconds: 86_400)
    #expect(try worker.keepWatch() == 0)
    try ping(monitor)
    #expect(try alerts(.open).isEmpty && alerts(.waiting).count == 1)
    #expect(try current().state(at: world.now) == .up)
  }

  @Test func `a cron expression says when the ping is expected, in its own zone`() throws {
    // It is 22:13:20 UTC; 02:30 in Berlin is 01:30 UTC.
    let monitor = try make(.cron("30 2 * * *", timezone: "Europe/Berlin"))
    #expect(monitor.expectedAt == Instant("2023-11-15T01:30:00Z"))
    #expect(monitor.alertAt == Instant("2023-11-15T01:35:00Z"))
  }

  @Test func `durations, exit status and the end of the output are kept`() throws {
    let monitor = try make()
    try ping(monitor, .start)
    world.pass(seconds: 42)
    try ping(monitor, .fail, exit: 2, String(repeating: "x", count: 20_000) + "disk full")
    let last = try world.installation.storage.read { try $0.pings(of: monitor.id, page: .first).items[0] }
    #expect(last.duration == .seconds(42) && last.exit == 2 && last.address == "192.0.2.1")
    #expect(last.body?.hasSuffix("disk full") == true)
    #expect((last.body ?? "").utf8.count < 10_100)
    #expect(try alerts(.open).first?.notice.details.hasSuffix("disk full") == true)
  }

  @Test func `a rotated key is the only one that is known`() throws {
    let monitor = try make()
    let rotated = try world.installation.rotateMonitorKey(monitor.id, by: world.admin)
    #expect(rotated.key != monitor.key)
    #expect(try !world.installation.ping(monitor.key, .success, body: [], from: ""))
    try ping(rotated)
  }

  @Test func `pausing stops the waiting, and resuming begins afresh`() throws {
    let monitor = try make()
    world.pass(seconds: 3_900)
    #expect(try worker.keepWatch() == 1)
    _ = try world.installation.setMonitor(monitor.id, paused: true, by: world.admin)
    world.pass(seconds: 86_400)
    #expect(try worker.keepWatch() == 0)
    let resumed = try world.installation.setMonitor(monitor.id, paused: false, by: world.admin)
    #expect(resumed.alertAt == world.now + .seconds(3_900))
    #expect(try alerts(.open).isEmpty)
  }

  @Test func `a deleted monitor is forgotten, and its alerts are resolved`() throws {
    let monitor = try make()
    try ping(monitor, .fail)
    try world.installation.deleteMonitor(monitor.id, by: world.admin)
    #expect(try alerts().map(\.isOpen) == [false])
    #expect(try !world.installation.ping(monitor.key, .success, body: [], from: ""))
  }

  @Test(arguments: [
    MonitorSpec(name: "Back up", expectation: .every(.seconds(60)), grace: .seconds(0)),
    MonitorSpec(name: "b", expectation: .every(.seconds(0)), grace: .seconds(0)),
    MonitorSpec(name: "b", expectation: .cron("30 25 * * *", timezone: "UTC"), grace: .seconds(0)),
    MonitorSpec(name: "b", expectation: .cron("30 2 * * *", timezone: "Berlin"), grace: .seconds(0)),
    MonitorSpec(name: "b", expectation: .cron("0 0 30 2 *", timezone: "UTC"), grace: .seconds(0)),
  ])
  func `what can't be a monitor is refused with its field`(spec: MonitorSpec) throws {
    let error = #expect(throws: OperationError.self) {
      try world.installation.createMonitor(spec, by: world.admin)
    }
    #expect(error?.kind == .invalid && error?.issues.first?.path.isEmpty == false)
  }
}
