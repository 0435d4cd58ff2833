import Engine
import GRDB
import JSON
import Store
import Testing

@testable import Orchestrator

struct WorkerTests {
  static let two = """
    id: test
    states:
      - {name: one, type: operation, action: noop, next: two}
      - {name: two, type: operation, action: noop, end: true}
    """

  @Test func `the next step is claimed in the commit that queues it`() throws {
    let world = try World()
    try world.publish(Self.two)
    _ = try world.start()
    let worker = try world.worker()
    let first = try #require(try worker.claim(limit: 10).first)
    let recorded = try worker.record([Finished(first, .succeeded(1))], claiming: 10)
    #expect(recorded.assignments.map(\.path) == ["two"])
    #expect(recorded.assignments.first?.delivery == 1)
    #expect(try worker.claim(limit: 10).isEmpty)
  }

  @Test func `two workers never get the same step`() throws {
    let world = try World()
    try world.publish(Self.two)
    for _ in 0..<20 { _ = try world.start() }
    let one = try world.worker()
    let two = try world.worker()
    let claimed = try one.claim(limit: 12) + two.claim(limit: 12)
    #expect(claimed.count == 20)
    #expect(Set(claimed.map(\.step)).count == 20)
  }

  @Test func `what a dead worker held is given back at once, without waiting for its lease`() throws {
    let world = try World()
    try world.publish(Self.two)
    let run = try world.start()
    var dead: Worker? = try world.worker()
    _ = try dead?.claim(limit: 1)
    // The lock goes with the value, as it goes with a process.
    dead = nil
    let worker = try world.worker()
    let again = try #require(try worker.claim(limit: 1).first)
    #expect(again.delivery == 2)
    #expect(again.attempt == 1)
    try worker.record([Finished(again, .succeeded(1))], claiming: 0).assignments.forEach { _ in }
    #expect(try world.installation.storage.read { try $0.workers() }.count == 1)
    #expect(try world.run(run.id).status == .running)
  }

  @Test func `a live worker is never robbed, however long ago its leases expired`() throws {
    let world = try World { $0.hungAfter = .seconds(100_000 as Int64) }
    try world.publish(Self.two)
    _ = try world.start()
    let slow = try world.worker()
    let held = try #require(try slow.claim(limit: 1).first)
    world.pass(seconds: 3_600)
    let other = try world.worker()
    #expect(try other.rescueDead() == 0)
    #expect(try other.claim(limit: 1).isEmpty)
    #expect(try slow.record([Finished(held, .succeeded(1))], claiming: 0).ignored.isEmpty)
  }

  @Test func `a worker whose epoch was raised behind its back changes nothing`() throws {
    let world = try World()
    try world.publish(Self.two)
    let run = try world.start()
    let sleeper = try world.worker()
    let held = try #require(try sleeper.claim(limit: 1).first)
    // Another process takes the step over while the first sleeps.
    let other = try world.another()
    _ = try other.advance(run.id, .leaseLost(held.step, held.lease))
    let thief = try #require(try Worker.begin(other)).worker
    let taken = try #require(try thief.claim(limit: 1).first)
    #expect(try sleeper.lost(among: [held]) == [held.claim])
    _ = try sleeper.record([Finished(held, .succeeded("stale"))], claiming: 10)
    #expect(try world.steps(of: run.id).map(\.status) == [.running])
    _ = try thief.record([Finished(taken, .succeeded("fresh"))], claiming: 0)
    let events = try world.installation.storage.read { try $0.events(of: run.id, after: 0, limit: 10) }.map(\.event)
    #expect(events.map(\.type) == [.runStarted, .stepLeaseLost, .stepResultDropped, .stepSucceeded])
    #expect(events.last?.payload == "fresh")
  }

  @Test func `no more workers claim than there are slots, and the draining don't count`() throws {
    let world = try World { $0.maxTicks = 2 }
    let one = try world.worker()
    let two = try world.worker()
    #expect(try Worker.begin(world.installation) == nil)
    try one.drain()
    let three = try world.worker()
    try two.end()
    try three.end()
    try one.end()
    #expect(try HostFile.names(in: world.directory.workers).isEmpty)
  }

  @Test func `a run that makes deciding throw is ended, and a hundred others finish`() throws {
    let world = try World()
    try world.publish(Self.two)
    let runs = try (0..<101).map { _ in try world.start() }
    let poisoned = runs[50].id
    try world.poison(poisoned)
    let worker = try world.worker()
    try worker.performAll()
    for run in runs where run.id != poisoned { #expect(try world.run(run.id).status == .completed) }
    let ended = try world.run(poisoned)
    #expect(ended.status == .failed)
    #expect(ended.error?.type == "internal")
    #expect(ended.error?.message.isEmpty == false, "the page says what happened")
  }

  @Test func `a run that two workers died deciding is quarantined by the next`() throws {
    let world = try World()
    try world.publish(Self.two)
    let run = try world.start()
    for _ in 1...2 {
      var dying: Worker? = try world.worker()
      dying?.file.willDecide(run.id)
      dying = nil
    }
    _ = try world.worker()
    #expect(try world.run(run.id).status == .failed)
    #expect(try world.run(run.id).error?.message.contains("two workers died") == true)
  }

  @Test func `one death while deciding is bad luck`() throws {
    let world = try World()
    try world.publish(Self.two)
    let run = try world.start()
    var dying: Worker? = try world.worker()
    dying?.file.willDecide(run.id)
    dying = nil
    try world.worker().performAll()
    #expect(try world.run(run.id).status == .completed)
  }

  @Test func `cancelling tells the worker which deliveries to stop`() throws {
    let world = try World()
    try world.publish(Self.two)
    let run = try world.start()
    let worker = try world.worker()
    let held = try worker.claim(limit: 1)
    #expect(try worker.lost(among: held).isEmpty)
    _ = try world.installation.cancel(run.id, reason: "wrong", policy: .stopRunning, by: world.admin)
    #expect(try worker.lost(among: held) == [held[0].claim])
    _ = try worker.record([Finished(held[0], .failed(RunError(.cancelled, "stopped")))], claiming: 0)
    #expect(try world.run(run.id).status == .cancelled)
  }

  @Test func `retries come due and stored deadlines catch owners that can't end their attempts`() throws {
    let world = try World()
    try world.publish(
      """
      {id: test, states: [{name: one, type: operation, action: noop, timeoutSeconds: 5,
        retry: {maxAttempts: 2, backoffSeconds: 30}, end: true}]}
      """)
    let run = try world.start()
    let worker = try world.worker()
    _ = try worker.claim(limit: 1)
    world.pass(seconds: 25)
    #expect(try worker.fireTimers() == 1)
    #expect(try world.run(run.id).status == .waitingTimer)
    world.pass(seconds: 30)
    #expect(try worker.fireTimers() == 1)
    #expect(try worker.claim(limit: 1).first?.attempt == 2)
  }
}

extension World {
  /// Makes a stored row contradict itself, as a damaged disk or an old mistake might.
  func poison(_ run: RunID) throws {
    let database = try DatabaseQueue(path: directory.database)
    try database.write {
      try $0.execute(sql: "UPDATE steps SET node = 4711 WHERE run = ?", arguments: [run.rawValue])
    }
  }
}
