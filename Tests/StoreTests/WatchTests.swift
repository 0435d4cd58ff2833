import Cron
import Engine
import JSON
import Testing

@testable import Store

/// Heartbeats, monitors and alerts as rows.
struct WatchTests {
  private let store: TestStore
  private let now = TestStore.birth

  init() throws { store = try TestStore() }

  private func heartbeat(_ id: HeartbeatID = "h1", _ name: String = "shop") -> Heartbeat {
    let spec = HeartbeatSpec(
      name: name, description: "A shop", agent: "look", interval: .seconds(1_800), timezone: "Europe/Berlin",
      activeHours: try? ActiveHours(start: "08:00", end: "20:00", days: [.monday]), checks: ["disk", "orders"])
    return Heartbeat(
      id: id, tenant: .standard, spec: spec, file: "shop/HEARTBEAT.md", nextBeat: now + .seconds(10),
      createdBy: "user:ada", at: now)
  }

  private func monitor(_ expectation: MonitorSpec.Expectation) -> Monitor {
    let spec = MonitorSpec(name: "backup", expectation: expectation, grace: .seconds(300), note: "nightly")
    var monitor = Monitor(
      id: "m1", tenant: .standard, key: "key-of-some-length-00", spec: spec, createdBy: "user:ada", at: now)
    monitor.expect(from: now) { $0 + .seconds(3_600) }
    return monitor
  }

  @Test func `a heartbeat comes back as it was, and one of its name is enough`() throws {
    var heartbeat = heartbeat()
    #expect(try store.tell { try $0.insertHeartbeat(heartbeat) })
    #expect(try store.ask { try $0.heartbeat("h1", tenant: .standard) } == heartbeat)
    #expect(try store.ask { try $0.heartbeat("h1", tenant: "other") } == nil)
    #expect(try !store.tell { try $0.insertHeartbeat(self.heartbeat("h2")) })

    heartbeat.memory["disk"] = CheckMemory(
      last: CheckResult("disk", .alert, details: "full"), at: now, unevaluatedInARow: 2)
    (heartbeat.lastBeat, heartbeat.run, heartbeat.problem, heartbeat.isPaused) = (now, "r1", "gone", true)
    #expect(try store.tell { try $0.updateHeartbeat(heartbeat) })
    heartbeat.epoch += 1
    #expect(try store.ask { try $0.heartbeat(named: "shop", tenant: .standard) } == heartbeat)
  }

  @Test func `who saw an older epoch changes nothing`() throws {
    let heartbeat = heartbeat()
    #expect(try store.tell { try $0.insertHeartbeat(heartbeat) })
    #expect(try store.tell { try $0.updateHeartbeat(heartbeat) })
    #expect(try !store.tell { try $0.updateHeartbeat(heartbeat) })
  }

  @Test func `due are those whose time has come and that don't beat, ended those whose run is over or gone`() throws {
    var heartbeat = heartbeat()
    #expect(try store.tell { try $0.insertHeartbeat(heartbeat) })
    #expect(try store.ask { try $0.dueHeartbeats(at: now + .seconds(9), limit: 10) }.isEmpty)
    #expect(try store.ask { try $0.dueHeartbeats(at: now + .seconds(10), limit: 10) } == [heartbeat])
    #expect(try store.ask { try $0.nextWatch() } == now + .seconds(10))

    let run = try store.start(.sample("r1")).run
    heartbeat.run = "r1"
    #expect(try store.tell { try $0.updateHeartbeat(heartbeat) })
    #expect(try store.ask { try $0.dueHeartbeats(at: now + .seconds(10), limit: 10) }.isEmpty)
    #expect(try store.ask { try $0.endedHeartbeats(limit: 10) }.isEmpty)
    try store.apply(.about(run.next(.completed)))
    #expect(try store.ask { try $0.endedHeartbeats(limit: 10) }.map(\.id) == ["h1"])
    heartbeat.run = "nobody"
    heartbeat.epoch += 1
    #expect(try store.tell { try $0.updateHeartbeat(heartbeat) })
    #expect(try store.ask { try $0.endedHeartbeats(limit: 10) }.map(\.id) == ["h1"])
  }

  @Test func `results are kept newest first and go with their heartbeat`() throws {
    #expect(try store.tell { try $0.insertHeartbeat(self.heartbeat()) })
    let beats = ["b1", "b2", "b3"].map { id in
      BeatResult(
        id: BeatID(rawValue: id), heartbeat: "h1", run: "r1", cause: .interval,
        checks: [CheckResult("disk", .ok, details: "12 %")], startedAt: now, finishedAt: now + .seconds(2))
    }
    try store.tell { writer in for beat in beats { try writer.insertBeat(beat) } }
    let page = try store.ask { try $0.beats(of: "h1", page: PageRequest(limit: 2)) }
    #expect(page.items == [beats[2], beats[1]])
    #expect(try store.ask { try $0.beats(of: "h1", page: PageRequest(cursor: page.next)) }.items == [beats[0]])
    #expect(try store.ask { try $0.beat("b2", of: "h1") } == beats[1])
    try store.tell { try $0.deleteHeartbeat("h1") }
    #expect(try store.ask { try $0.beats(of: "h1", page: .first) }.items.isEmpty)
  }

  @Test(arguments: [
    MonitorSpec.Expectation.every(.seconds(3_600)), .cron("30 2 * * *", timezone: "Europe/Berlin"),
  ])
  func `a monitor comes back as it was, and is overdue when its patience ends`(expectation: MonitorSpec.Expectation)
    throws
  {
    var monitor = monitor(expectation)
    #expect(try store.tell { try $0.insertMonitor(monitor) })
    #expect(try store.ask { try $0.monitor(key: "key-of-some-length-00") } == monitor)
    #expect(try store.ask { try $0.overdueMonitors(at: now + .seconds(3_899), limit: 10) }.isEmpty)
    #expect(try store.ask { try $0.overdueMonitors(at: now + .seconds(3_900), limit: 10) } == [monitor])
    #expect(try store.ask { try $0.nextWatch() } == now + .seconds(3_900))
    monitor.pause()
    (monitor.lastPing, monitor.lastDuration) = (now, .seconds(4))
    #expect(try store.tell { try $0.updateMonitor(monitor) })
    monitor.epoch += 1
    #expect(try store.ask { try $0.monitor(named: "backup", tenant: .standard) } == monitor)
    #expect(try store.ask { try $0.nextWatch() } == nil)
  }

  @Test func `pings are kept newest first, and no more than two hundred`() throws {
    #expect(try store.tell { try $0.insertMonitor(self.monitor(.every(.seconds(60)))) })
    try store.tell { writer in
      for number in 0..<230 {
        try writer.insertPing(
          Ping(.fail, exit: number, body: "b", at: now, duration: .seconds(1), address: "10.0.0.1"), of: "m1")
      }
    }
    let all = try store.ask { try $0.pings(of: "m1", page: PageRequest(limit: 200)) }
    #expect(all.items.count == 200 && all.next == nil)
    #expect(all.items.first?.exit == 229)
  }

  @Test func `an alert stands until it is acknowledged and over, and the schema allows no second one`() throws {
    let notice = AlertNotice(
      .actionNeeded, source: "h1", sourceName: "shop", subject: "disk", details: "full", run: "r1")
    var alert = Alert(id: "a1", tenant: .standard, notice: notice, at: now)
    try store.tell { try $0.insertAlert(alert) }
    #expect(try store.ask { try $0.standingAlert(notice.key, tenant: .standard) } == alert)
    #expect(throws: (any Error).self) {
      try store.tell { try $0.insertAlert(Alert(id: "a2", tenant: .standard, notice: notice, at: now)) }
    }
    #expect(try store.ask { try $0.waitingAlerts(tenant: .standard) } == 1)

    alert.acknowledgement = Alert.Acknowledgement(by: "user:ada", at: now, comment: "on it")
    try store.tell { try $0.updateAlert(alert) }
    #expect(try store.ask { try $0.standingAlert(notice.key, tenant: .standard) } == alert)
    #expect(try store.ask { try $0.waitingAlerts(tenant: .standard) } == 0)
    #expect(try store.ask { try $0.alerts(AlertFilter(tenant: .standard), page: .first) }.items.isEmpty)
    #expect(try store.ask { try $0.alerts(AlertFilter(tenant: .standard, view: .open), page: .first) }.items.count == 1)

    alert.resolvedAt = now + .seconds(5)
    try store.tell { try $0.updateAlert(alert) }
    #expect(try store.ask { try $0.standingAlert(notice.key, tenant: .standard) } == nil)
    let all = AlertFilter(tenant: .standard, view: .all, source: "h1")
    #expect(try store.ask { try $0.alerts(all, page: .first) }.items == [alert])
    try store.tell { try $0.insertAlert(Alert(id: "a2", tenant: .standard, notice: notice, at: now)) }
  }
}
