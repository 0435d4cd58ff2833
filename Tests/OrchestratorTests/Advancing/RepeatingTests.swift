import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

struct RepeatingTests {
  private static let flow = """
    id: test
    inputSchema: {properties: {n: {type: integer}}, required: [n]}
    labels: {size: "{{ input.n }}"}
    states:
      - name: both
        type: parallel
        branches:
          - {name: a, states: [{name: one, type: operation, action: noop}]}
          - {name: b, states: [{name: ask, type: approval, message: Go?, timeoutSeconds: 600}]}
        next: last
      - {name: last, type: operation, action: noop, input: {who: "{{ ctx.who }}"}}
    vars: {who: ada}
    """

  private func rejected() throws -> (World, Run) {
    let world = try World()
    try world.publish(Self.flow)
    let run = try world.start(input: ["n": 1])
    try world.worker().performEverything()
    let approval = try world.pendingApproval()
    _ = try world.installation.decideApproval(
      ApprovalAnswer(run: run.id, approval: approval.id, approved: false), by: world.admin)
    world.pass(seconds: 1_000)
    return (world, try world.run(run.id))
  }

  private func holds(_ run: RunID, in world: World) throws -> Bool {
    let verification = try world.installation.verify(try world.run(run))
    if case .holds = verification.verdict { return true }
    Issue.record("\(verification)")
    return false
  }

  @Test func `a retry is a new run that takes over what succeeded and asks again`() throws {
    let (world, old) = try rejected()
    #expect(old.status == .failed)
    let new = try world.installation.retry(old.id, by: world.admin)
    #expect(new.id != old.id && new.status == .waitingApproval)
    #expect(new.origin?.run == old.id && new.origin?.kind == .retry)
    #expect(try world.run(new.id) == new)
    let approval = try world.pendingApproval()
    #expect(approval.run == new.id && approval.dueAt == world.now + .seconds(600 as Int64))
    _ = try world.installation.decideApproval(
      ApprovalAnswer(run: new.id, approval: approval.id, approved: true), by: world.admin)
    try world.worker().performEverything()
    #expect(try world.run(new.id).status == .completed)
    #expect(try world.run(old.id) == old)
    #expect(try holds(new.id, in: world) && holds(old.id, in: world))
  }

  @Test func `a fork begins with the step, in the changed context`() throws {
    let (world, old) = try rejected()
    let retried = try world.installation.retry(old.id, by: world.admin)
    _ = try world.installation.decideApproval(
      ApprovalAnswer(run: retried.id, approval: try world.pendingApproval().id, approved: true), by: world.admin)
    try world.worker().performEverything()
    let fork = try world.installation.fork(retried.id, at: "last", edits: ["who": "grace"], by: world.admin)
    #expect(try world.steps(of: fork.id).filter { $0.status == .pending }.map(\.path) == ["last"])
    try world.worker().performEverything()
    #expect(try world.run(fork.id).output?["steps"]?["last"] == ["who": "grace"])
    #expect(try holds(fork.id, in: world))
  }

  @Test func `a rerun begins anew, with the same or another input that is checked`() throws {
    let (world, old) = try rejected()
    let same = try world.installation.rerun(old.id, by: world.admin)
    #expect(same.input == old.input && same.origin == Origin(run: old.id, kind: .rerun))
    let other = try world.installation.rerun(old.id, input: ["n": 2], by: world.admin)
    #expect(try world.run(other.id).input == ["n": 2])
    #expect(throws: OperationError.self) {
      try world.installation.rerun(old.id, input: ["n": "many"], by: world.admin)
    }
    #expect(try holds(same.id, in: world))
  }

  @Test func `only what failed can be retried`() throws {
    let world = try World()
    try world.publish("id: test\nstates: [{name: one, type: operation, action: noop}]")
    let run = try world.start()
    #expect(throws: OperationError.self) { try world.installation.retry(run.id, by: world.admin) }
    try world.worker().performEverything()
    #expect(throws: OperationError.self) { try world.installation.retry(run.id, by: world.admin) }
    #expect(throws: OperationError.self) { try world.installation.fork(run.id, at: "nowhere", by: world.admin) }
  }

  @Test func `verify finds a row that its history doesn't give`() throws {
    let world = try World()
    try world.publish("id: test\nstates: [{name: one, type: operation, action: noop}]")
    let run = try world.start()
    try world.worker().performEverything()
    #expect(try holds(run.id, in: world))
    var forged = try world.run(run.id)
    forged.output = ["forged": true]
    forged.version += 1
    forged.eventCount += 1
    let (row, version) = (forged, forged.version - 1)
    try world.installation.storage.write { writer in
      let event = Event(run: row.id, number: row.eventCount, at: row.createdAt, type: .runContinued)
      try writer.apply(Decision(snapshot: RunSnapshot(run: row), event: event, changes: []), to: version)
    }
    guard case .differs = try world.installation.verify(try world.run(run.id)).verdict else {
      Issue.record("a forged output was not noticed")
      return
    }
  }
}
