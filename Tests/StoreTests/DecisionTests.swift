import Engine
import GRDB
import GRDBSQLite
import JSON
import Testing

@testable import Store

/// Applying decisions: all or nothing, only to the version they were made from, and within the write budget.
struct DecisionTests {
  @Test func `a decision made from an older version is refused and leaves nothing behind`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let snapshot = try store.start(run, steps: [.sample("work", of: run)])
    let done = try required(snapshot.steps["r1-work"]).succeeded()
    try store.apply(.about(snapshot.run.next(.running), .runPaused))
    #expect(throws: ApplyError.stale("r1")) {
      try store.apply(.about(snapshot.run.next(.completed), changes: [.updateStep(done, holding: nil)]))
    }
    let now = try store.snapshot("r1")
    #expect(now.run.version == 2)
    #expect(now.steps["r1-work"]?.status == .pending)
  }

  @Test(arguments: [
    Lease(owner: "w2", epoch: 1, expiresAt: TestStore.birth), Lease(owner: "w1", epoch: 2, expiresAt: TestStore.birth),
  ])
  func `a result under another lease is refused and leaves nothing behind`(lease: Lease) throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: [.sample("work", of: run)])
    let step = try required(try store.tell { try $0.claimSteps(.sample("w1")) }.first)
    let snapshot = try store.snapshot("r1")
    let decision = Decision.about(
      snapshot.run.next(.completed), changes: [.updateStep(step.succeeded(), holding: lease)])
    #expect(throws: ApplyError.leaseLost(step.id)) { try store.apply(decision) }
    #expect(try store.snapshot("r1") == snapshot)
    #expect(try store.ask { try $0.lastSequence() } == 1)
  }

  @Test func `the lease that still holds is honoured, also after it was renewed`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: [.sample("work", of: run)])
    let step = try required(try store.tell { try $0.claimSteps(.sample("w1")) }.first)
    let renewed = try store.tell { try $0.renewLeases(of: "w1", until: TestStore.birth + .seconds(600)) }
    #expect(renewed == 1)
    let next = try store.snapshot("r1").run.next(.completed)
    try store.apply(.about(next, changes: [.updateStep(step.succeeded(), holding: step.lease)]))
    #expect(try store.ask { try $0.step(step.id, of: "r1") }?.status == .succeeded)
  }

  @Test func `the events of a run have no gap`() throws {
    let store = try TestStore()
    var run = try store.start(.sample("r1")).run.next(.running)
    run.eventCount += 1
    #expect(throws: InvariantViolation.self) { try store.apply(.about(run)) }
    var decision = Decision.about(run.next(.running))
    decision.event.number = 2
    #expect(throws: InvariantViolation.self) { try store.apply(decision) }
    #expect(try store.ask { try $0.lastSequence() } == 1)
  }

  @Test func `in a group commit a decision that fails is undone alone`() throws {
    let store = try TestStore()
    for number in 1...5 { try store.start(.sample(RunID("r\(number)"))) }
    let failed = try store.tell { writer in
      var failed: [RunID] = []
      for number in 1...5 {
        let run = try required(try writer.run(RunID("r\(number)"))).next(.completed)
        var decision = Decision.about(run)
        // A gap in the numbers, as a defect could make it.
        if number == 3 { decision.event.number += 1 }
        do { try writer.savepoint { try writer.apply(decision, to: run.version - 1) } } catch is InvariantViolation {
          failed.append(run.id)
        }
      }
      return failed
    }
    #expect(failed == ["r3"])
    let statuses = try (1...5).map { try store.snapshot(RunID("r\($0)")).run.status }
    #expect(statuses == [.completed, .completed, .running, .completed, .completed])
  }

  @Test func `a step that succeeds at once costs at most four row writes and one event`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var snapshot = try store.start(run, steps: [.sample("s0", of: run)], claiming: .sample())
    for number in 1...9 {
      let done = try required(snapshot.steps.values.first)
      let decision = Decision.about(
        snapshot.run.next(.running), step: done.id, payload: ["ok": true], detail: ["frames": []],
        changes: [
          .updateStep(done.succeeded(), holding: done.lease), .insertStep(.sample("s\(number)", of: run)),
        ])
      let writes = try store.writes { try store.apply(decision, claiming: .sample()) }
      #expect(writes == Writes(rows: 3, events: 1))
      snapshot = try store.snapshot("r1")
    }
  }

  @Test func `steps that a decision queues can be claimed as they are written`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var timed = Step.sample("b", of: run)
    timed.timeout = .seconds(30)
    let snapshot = try store.start(run, steps: [])
    let terms = ClaimTerms.sample("w1", limit: 2, at: TestStore.birth + .seconds(1))
    let claimed = try store.apply(
      .about(
        snapshot.run.next(.running),
        changes: [
          .insertStep(.sample("a", of: run, status: .waitingTimer)), .insertStep(timed),
          .insertStep(.sample("c", of: run)), .insertStep(.sample("d", of: run)),
        ]), claiming: terms)
    #expect(claimed.map(\.state) == ["b", "c"])
    #expect(claimed.first?.lease == Lease(owner: "w1", epoch: 1, expiresAt: terms.until))
    #expect(claimed.first?.deadlineAt == terms.now + .seconds(30))
    #expect(claimed.first?.delivery == 1)
    let stored = try store.snapshot("r1").steps
    #expect(stored["r1-b"] == claimed.first)
    #expect(stored["r1-d"]?.status == .pending)
    #expect(try store.ask { try $0.leases(of: "w1") } == claimed)
  }

  @Test func `loading a run costs the same with a thousand finished steps as with none`() throws {
    let store = try TestStore()
    let few = try store.run("r1", finishedSteps: 0)
    let many = try store.run("r2", finishedSteps: 1_000)
    let cost = try store.loadingCost(of: many)
    #expect(cost > 0)
    #expect(try cost <= store.loadingCost(of: few) * 6 / 5)
    #expect(try store.snapshot(many).steps.count == 1)
  }

  @Test func `a frame's later changes are folded in from the events since its row was written`() throws {
    let store = try TestStore()
    let snapshot = try store.start(.sample("r1"))
    let root = snapshot.run.root
    let delta: JSONObject = [
      "frames": [["id": .string(root.rawValue), "visits": ["work": 2], "data": ["value": [7]]]]
    ]
    try store.apply(.about(snapshot.run.next(.running), detail: delta))
    let state = try required(try store.snapshot("r1").frames[root]).state
    #expect(state.visits == ["work": 2])
    #expect(state.data == [7])
  }
}

/// What one piece of work wrote.
struct Writes: Hashable {
  var rows: Int64
  var events: Int64
}

extension TestStore {
  func writes(_ body: () throws -> Void) throws -> Writes {
    func count() throws -> Writes {
      try storage.write { writer in
        let rows = (writer as? SQLiteTransaction)?.connection.totalChanges ?? -1
        return Writes(rows: rows, events: try writer.lastSequence())
      }
    }
    let before = try count()
    try body()
    let after = try count()
    let events = after.events - before.events
    return Writes(rows: after.rows - before.rows - events, events: events)
  }

  /// How many instructions SQLite's machine needs to load a snapshot.
  func loadingCost(of run: RunID) throws -> Int {
    try storage.look { connection in
      let transaction = SQLiteTransaction(connection)
      var instructions = 0
      return try withUnsafeMutablePointer(to: &instructions) { counter in
        let handle = connection.database.sqliteConnection
        sqlite3_progress_handler(
          handle, 1,
          { counter in
            counter?.assumingMemoryBound(to: Int.self).pointee += 1
            return 0
          }, counter)
        defer { sqlite3_progress_handler(handle, 0, nil, nil) }
        _ = try transaction.snapshot(of: run)
        return counter.pointee
      }
    }
  }

  /// A run with one open step and a history of this many finished ones; its root frame was written anew lately.
  func run(_ id: RunID, finishedSteps: Int) throws -> RunID {
    let run = Run.sample(id)
    var next = try start(run, steps: [.sample("open", of: run)]).run
    try storage.write { writer in
      for number in 0..<finishedSteps {
        next = next.next(.running)
        var frame = Frame.root(of: run)
        frame.stateAsOf = next.eventCount
        let changes: [Change] = [.insertStep(.sample("s\(number)", of: run).succeeded())]
        let refresh: [Change] = number % 64 == 0 || number == finishedSteps - 1 ? [.updateFrame(frame)] : []
        try writer.apply(.about(next, changes: changes + refresh), to: next.version - 1)
      }
    }
    return id
  }
}
