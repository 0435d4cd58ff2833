import Engine
import JSON
import Testing

@testable import Store

/// Who may perform what, and until when.
struct ClaimTests {
  private let later = TestStore.birth + .seconds(5)

  @Test func `a claimed step has a lease, one more delivery and a deadline`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var step = Step.sample("work", of: run)
    step.timeout = .seconds(30)
    try store.start(run, steps: [step])
    let claimed = try store.tell { try $0.claimSteps(.sample("w1", at: later)) }
    step.status = .running
    step.delivery = 1
    step.startedAt = later
    step.deadlineAt = later + .seconds(30)
    step.lease = Lease(owner: "w1", epoch: 1, expiresAt: later + .seconds(60))
    #expect(claimed == [step])
    #expect(try store.ask { try $0.leases(of: "w1") } == [step])
  }

  @Test func `a step is claimed once, the longest queued first, up to the limit`() throws {
    let store = try TestStore()
    for number in 1...5 {
      let run = Run.sample(RunID("r\(number)"))
      try store.start(run, steps: [.sample("s", of: run, createdAt: TestStore.birth + .seconds(Int64(9 - number)))])
    }
    let first = try store.tell { try $0.claimSteps(.sample("w1", limit: 2)) }
    let second = try store.tell { try $0.claimSteps(.sample("w2", limit: 9)) }
    #expect(first.map(\.run) == ["r5", "r4"])
    #expect(second.map(\.run) == ["r3", "r2", "r1"])
    #expect(try store.tell { try $0.claimSteps(.sample("w3")) }.isEmpty)
    #expect(try store.ask { try $0.queuedSteps() } == 0)
  }

  @Test func `claimers in many threads never get the same step`() async throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: (0..<300).map { .sample("s\($0)", of: run) })
    let storage = try [store.storage, store.reopened(), store.reopened()]
    let claimed = try await withThrowingTaskGroup(of: [StepID].self) { group in
      for worker in 0..<6 {
        group.addTask {
          var mine: [StepID] = []
          while true {
            let terms = ClaimTerms.sample(WorkerID("w\(worker)"), limit: 7)
            let steps = try storage[worker % 3].write { try $0.claimSteps(terms) }
            if steps.isEmpty { return mine }
            mine += steps.map(\.id)
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(claimed.count == 300)
    #expect(Set(claimed).count == 300)
  }

  @Test func `tenants take turns, however much one has queued`() throws {
    let store = try TestStore()
    try store.publish("hello", tenant: "big")
    try store.publish("hello", tenant: "small")
    let big = Run.sample("r1", tenant: "big")
    try store.start(big, steps: (0..<100).map { .sample("s\($0)", of: big) })
    let small = Run.sample("r2", tenant: "small")
    try store.start(small, steps: (0..<3).map { .sample("s\($0)", of: small, createdAt: later) })
    let claimed = try store.tell { try $0.claimSteps(.sample(limit: 6)) }
    #expect(claimed.filter { $0.run == "r2" }.count == 3)
    #expect(claimed.filter { $0.run == "r1" }.count == 3)
  }

  @Test func `tenants take turns also when steps are claimed and done one by one`() throws {
    let store = try TestStore()
    try store.publish("hello", tenant: "a")
    try store.publish("hello", tenant: "b")
    for tenant: TenantID in ["a", "b"] {
      let run = Run.sample(RunID("run-\(tenant)"), tenant: tenant)
      try store.start(run, steps: (0..<10).map { .sample("s\($0)", of: run) })
    }
    var order: [RunID] = []
    for _ in 0..<6 {
      let step = try required(try store.tell { try $0.claimSteps(.sample(limit: 1)) }.first)
      order.append(step.run)
      let next = try store.snapshot(step.run).run.next(.running)
      try store.apply(.about(next, changes: [.updateStep(step.succeeded(), holding: step.lease)]))
    }
    #expect(order == ["run-a", "run-b", "run-a", "run-b", "run-a", "run-b"])
  }

  @Test func `a tenant whose steps are being performed waits for one that has none`() throws {
    let store = try TestStore()
    try store.publish("hello", tenant: "b")
    let run = Run.sample("r1")
    try store.start(run, steps: (0..<10).map { .sample("s\($0)", of: run) })
    #expect(try store.tell { try $0.claimSteps(.sample(limit: 4)) }.count == 4)
    let other = Run.sample("r2", tenant: "b")
    try store.start(other, steps: (0..<10).map { .sample("s\($0)", of: other, createdAt: later) })
    #expect(try store.tell { try $0.claimSteps(.sample(limit: 4)) }.map(\.run) == ["r2", "r2", "r2", "r2"])
  }

  @Test func `one run's steps can be asked for alone`() throws {
    let store = try TestStore()
    for id: RunID in ["r1", "r2"] { try store.start(.sample(id), steps: [.sample("s", of: .sample(id))]) }
    #expect(try store.tell { try $0.claimSteps(.sample(run: "r2")) }.map(\.run) == ["r2"])
    #expect(try store.tell { try $0.claimSteps(.sample(run: "r2")) }.isEmpty)
    #expect(try store.ask { try $0.queuedSteps() } == 1)
  }

  @Test func `steps of a paused run wait until it is resumed, also those that are queued meanwhile`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var now = try store.start(run, steps: [.sample("a", of: run), .sample("b", of: run, status: .waitingTimer)]).run
    now = now.next(.paused)
    var retried = Step.sample("b", of: run)
    retried.attempt = 2
    try store.apply(.about(now, .runPaused))
    now = now.next(.paused)
    try store.apply(
      .about(now, .stepRetryDue, changes: [.updateStep(retried, holding: nil), .insertStep(.sample("c", of: run))]),
      claiming: .sample())
    #expect(try store.tell { try $0.claimSteps(.sample()) }.isEmpty)
    #expect(try store.tell { try $0.claimSteps(.sample(run: "r1")) }.isEmpty)
    try store.apply(.about(now.next(.running), .runResumed))
    #expect(Set(try store.tell { try $0.claimSteps(.sample()) }.map(\.state)) == ["a", "b", "c"])
  }

  @Test func `a step that was lost and claimed again has a greater epoch`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: [.sample("s", of: run)])
    var step = try required(try store.tell { try $0.claimSteps(.sample("w1")) }.first)
    step.status = .pending
    step.lease = nil
    let next = try store.snapshot("r1").run.next(.running)
    try store.apply(.about(next, .stepLeaseLost, changes: [.updateStep(step, holding: nil)]))
    let again = try required(try store.tell { try $0.claimSteps(.sample("w2")) }.first)
    #expect(again.lease?.epoch == 2)
    #expect(again.delivery == 2)
    #expect(again.idempotencyKey == step.idempotencyKey)
  }

  @Test func `no change of a step makes its epoch smaller`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: [.sample("s", of: run)])
    var step = try required(try store.tell { try $0.claimSteps(.sample("w1")) }.first)
    for lease in [Lease(owner: "w2", epoch: 5, expiresAt: later), Lease(owner: "w1", epoch: 2, expiresAt: later), nil] {
      step.lease = lease
      let next = try store.snapshot("r1").run.next(.running)
      try store.apply(.about(next, changes: [.updateStep(step, holding: nil)]))
    }
    step.status = .pending
    let next = try store.snapshot("r1").run.next(.running)
    try store.apply(.about(next, changes: [.updateStep(step, holding: nil)]))
    #expect(try store.tell { try $0.claimSteps(.sample("w1")) }.first?.lease?.epoch == 6)
  }

  @Test func `a step that was given back unbegun is queued as it was`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let before = try store.start(run, steps: [.sample("s", of: run)])
    let claimed = try store.tell { try $0.claimSteps(.sample("w1")) }
    try store.tell { try $0.releaseSteps(claimed) }
    #expect(try store.snapshot("r1") == before)
    let again = try store.tell { try $0.claimSteps(.sample("w2")) }
    try store.tell { try $0.releaseSteps(claimed) }
    #expect(try store.ask { try $0.leases(of: "w2") } == again)
  }

  @Test func `steps past their deadline and leases past their term are found`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var timed = Step.sample("timed", of: run)
    timed.timeout = .seconds(10)
    try store.start(run, steps: [timed, .sample("free", of: run)])
    try store.tell { try $0.claimSteps(.sample("w1")) }
    let deadline = TestStore.birth + .seconds(10)
    #expect(try store.ask { try $0.overdueSteps(at: TestStore.birth + .seconds(9), limit: 9) }.isEmpty)
    #expect(try store.ask { try $0.overdueSteps(at: deadline, limit: 9) }.map(\.state) == ["timed"])
    #expect(try store.ask { try $0.expiredLeases(at: TestStore.birth + .seconds(59), limit: 9) }.isEmpty)
    #expect(try store.ask { try $0.expiredLeases(at: TestStore.birth + .seconds(60), limit: 9) }.count == 2)
    #expect(try store.ask { try $0.nextDue() } == deadline)
  }

  @Test func `a worker that holds leases can't be forgotten`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: [.sample("s", of: run)])
    let worker = WorkerRecord(id: "w1", host: "h", processID: 7, processStart: 99, startedAt: later)
    try store.tell { try $0.insertWorker(worker) }
    let claimed = try store.tell { try $0.claimSteps(.sample("w1")) }
    #expect(throws: InvariantViolation.self) { try store.tell { try $0.deleteWorker("w1") } }
    #expect(try store.ask { try $0.workers() } == [worker])
    #expect(try store.tell { try $0.setWorker("w1", draining: true) })
    #expect(try store.ask { try $0.workers() }.first?.isDraining == true)
    try store.tell { try $0.releaseSteps(claimed) }
    try store.tell { try $0.deleteWorker("w1") }
    #expect(try store.ask { try $0.workers() }.isEmpty)
    #expect(try store.tell { try $0.setWorker("w1", draining: false) } == false)
  }
}
