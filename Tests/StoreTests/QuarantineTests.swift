import Engine
import GRDB
import JSON
import Testing

@testable import Store

/// A run that can't be worked on is put aside, and nothing else with it.
struct QuarantineTests {
  private let later = TestStore.birth + .seconds(5)

  @Test func `a quarantined run is failed and shown with its reason, and all that it waited for is gone`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let gate = Step.sample("gate", of: run, status: .waitingApproval)
    let snapshot = try store.start(run, steps: [.sample("work", of: run), gate])
    let approval = Approval(
      run: "r1", tenant: .standard, step: gate.id, title: nil, message: "Go?", evidence: [:], approvers: [],
      digest: "d", requestedAt: later, dueAt: nil)
    let timer = Timer(key: .init(run: "r1", kind: .runDeadline), dueAt: later)
    try store.apply(
      .about(snapshot.run.next(.running), changes: [.insertApproval(approval), .setTimer(timer)]))
    let claimed = try store.tell { try $0.claimSteps(.sample("w1")) }
    try store.tell { try $0.enqueueStimulus(.continued, for: "r1", at: later) }

    try store.tell { try $0.quarantine("r1", reason: "frame f1 is missing", at: later) }

    let ended = try store.snapshot("r1")
    #expect(ended.run.status == .failed)
    #expect(ended.run.error == RunError(.internal, "frame f1 is missing"))
    #expect(ended.run.finishedAt == later)
    #expect(ended.frames.isEmpty)
    #expect(ended.steps.isEmpty)
    #expect(try store.ask { try $0.step(gate.id, of: "r1") }?.status == .cancelled)
    #expect(try store.ask { try $0.leases(of: "w1") }.isEmpty)
    #expect(try store.ask { try $0.approval(approval.id, tenant: .standard) }?.approval.status == .cancelled)
    #expect(try store.ask { try $0.dueTimers(at: later, limit: 9) }.isEmpty)
    #expect(try store.ask { try $0.pendingStimuli(limit: 9) }.isEmpty)
    let last = try store.ask { try $0.events(of: "r1", after: 2, limit: 9) }.map(\.event)
    #expect(last.map(\.type) == [.runQuarantined])
    #expect(last.first?.payload == RunError(.internal, "frame f1 is missing").json)
    let late = Decision.about(
      ended.run.next(.failed, at: later), changes: [.updateStep(claimed[0].succeeded(), holding: claimed[0].lease)])
    #expect(throws: ApplyError.leaseLost(claimed[0].id)) { try store.apply(late) }
  }

  @Test func `it works on a run whose rows can't be read, while others go on`() throws {
    let store = try TestStore()
    for id: RunID in ["r1", "r2"] { try store.start(.sample(id), steps: [.sample("s", of: .sample(id))]) }
    try store.storage.openWriter().exclusively { database in
      try database.execute(sql: "UPDATE runs SET input = '{broken' WHERE id = 'r1'")
      try database.execute(sql: "UPDATE frames SET state = 'blob:gone' WHERE run = 'r1'")
    }
    #expect(throws: InvariantViolation.self) { try store.ask { try $0.snapshot(of: "r1") } }
    try store.tell { try $0.quarantine("r1", reason: "unreadable", at: later) }
    #expect(try store.ask { try $0.version(of: "r1") } == 2)
    #expect(try store.tell { try $0.claimSteps(.sample()) }.map(\.run) == ["r2"])
    #expect(try store.snapshot("r2").run.status == .running)
  }

  @Test func `a run that is over stays as it is`() throws {
    let store = try TestStore()
    let run = try store.start(.sample("r1")).run.next(.completed)
    try store.apply(.about(run))
    try store.tell { try $0.quarantine("r1", reason: "late", at: later) }
    #expect(try store.ask { try $0.run("r1") } == run)
    #expect(try store.ask { try $0.lastSequence() } == 2)
  }
}
