import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

struct RunsTests {
  static let three = """
    id: test
    inputSchema: {type: object, properties: {n: {type: integer}, city: {type: string, default: Bern}}, required: [n]}
    states:
      - {name: one, type: operation, action: noop, next: ask}
      - {name: ask, type: approval, message: "Go on with {{ n }}?", approvers: ["role:approver"], next: two}
      - {name: two, type: operation, action: noop, input: {city: "{{ city }}"}, end: true}
    """

  @Test func `a run is started, worked on, approved, worked on again, and completed`() throws {
    let world = try World()
    try world.publish(Self.three)
    let run = try world.start(input: ["n": 7])
    #expect(run.status == .running)
    #expect(run.input == ["n": 7, "city": "Bern"], "the schema's defaults are filled in")
    let worker = try world.worker()
    try worker.performAll()
    #expect(try world.run(run.id).status == .waitingApproval)
    let approval = try world.pendingApproval()
    #expect(approval.message == "Go on with 7?")
    let decided = try world.installation.decideApproval(
      ApprovalAnswer(run: run.id, approval: approval.id, approved: true, digest: approval.digest), by: world.admin)
    #expect(decided.approval.status == .approved)
    try worker.performAll()
    let done = try world.run(run.id)
    #expect(done.status == .completed)
    #expect(done.output?["steps"]?["two"] == ["city": "Bern"])
    #expect(try world.steps(of: run.id).map(\.status) == [.succeeded, .succeeded, .succeeded])
    try worker.end()
  }

  @Test func `an input that doesn't fit is refused with every place`() throws {
    let world = try World()
    try world.publish(Self.three)
    let error = #expect(throws: OperationError.self) { try world.start(input: ["n": "seven", "city": 3]) }
    #expect(error?.kind == .invalid)
    #expect(error?.issues.count == 2)
  }

  @Test func `what isn't there can't be started`() throws {
    let world = try World()
    let error = #expect(throws: OperationError.self) { try world.start("nothing") }
    #expect(error?.kind == .notFound)
  }

  @Test func `a disabled workflow starts nothing`() throws {
    let world = try World()
    try world.publish(Self.three)
    _ = try world.installation.storage.write {
      try $0.setWorkflow("test", tenant: .standard, enabled: false, at: world.now)
    }
    #expect(throws: OperationError.self) { try world.start(input: ["n": 1]) }
  }

  @Test func `the same idempotency key gives the same run, another request with it is refused`() throws {
    let world = try World()
    try world.publish(Self.three)
    let first = try world.start(input: ["n": 1], key: "k")
    #expect(try world.start(input: ["n": 1], key: "k").id == first.id)
    let error = #expect(throws: OperationError.self) { try world.start(input: ["n": 2], key: "k") }
    #expect(error?.kind == .conflict)
  }

  @Test func `who isn't an approver may not decide, and a changed digest is refused`() throws {
    let world = try World()
    try world.publish(Self.three)
    let run = try world.start(input: ["n": 7])
    try world.worker().performAll()
    let approval = try world.pendingApproval()
    let viewer = Identity(actor: "user:eve", roles: [.viewer])
    let answer = ApprovalAnswer(run: run.id, approval: approval.id, approved: true)
    #expect(throws: OperationError.self) { try world.installation.decideApproval(answer, by: viewer) }
    var stale = answer
    stale.digest = "0000"
    let error = #expect(throws: OperationError.self) { try world.installation.decideApproval(stale, by: world.admin) }
    #expect(error?.kind == .conflict)
    #expect(try world.run(run.id).status == .waitingApproval)
  }

  @Test func `the second of two deciders learns who was first`() throws {
    let world = try World()
    try world.publish(Self.three)
    let run = try world.start(input: ["n": 7])
    try world.worker().performAll()
    let approval = try world.pendingApproval()
    let answer = ApprovalAnswer(run: run.id, approval: approval.id, approved: true)
    _ = try world.installation.decideApproval(answer, by: world.admin)
    let error = #expect(throws: OperationError.self) { try world.installation.decideApproval(answer, by: world.admin) }
    #expect(error?.kind == .conflict)
    #expect(error?.message.contains("user:ada") == true)
  }

  @Test func `sixty-four people at once have one outcome`() async throws {
    let world = try World()
    try world.publish(Self.three)
    let run = try world.start(input: ["n": 7])
    try world.worker().performAll()
    let approval = try world.pendingApproval()
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let person = Identity(actor: Actor(rawValue: "user:p\(number)"), roles: [.approver])
          let answer = ApprovalAnswer(run: run.id, approval: approval.id, approved: number % 2 == 0)
          return (try? world.installation.decideApproval(answer, by: person)) != nil
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(outcomes == 1)
  }

  @Test func `timers of a paused run wait and hold up nobody`() throws {
    let world = try World()
    try world.publish(
      "{id: test, states: [{name: ask, type: approval, message: Go?, timeoutSeconds: 10, end: true}]}")
    let paused = try world.start()
    let other = try world.start()
    _ = try world.installation.pause(paused.id, reason: "lunch", by: world.admin)
    world.pass(seconds: 11)
    let worker = try world.worker()
    #expect(try worker.fireTimers() == 1)
    #expect(try world.run(other.id).status == .timedOut)
    #expect(try worker.nextDue() == nil)
    _ = try world.installation.resume(paused.id, by: world.admin)
    #expect(try worker.fireTimers() == 1)
    #expect(try world.run(paused.id).status == .timedOut)
  }

  @Test func `the context can be read while a run goes on, and after it failed`() throws {
    let world = try World()
    try world.publish(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, resultPath: first, next: two}
        - {name: two, type: operation, action: noop, end: true}
      """)
    let run = try world.start(input: ["n": 1])
    let worker = try world.worker()
    let one = try #require(try worker.claim(limit: 1).first)
    let two = try #require(try worker.record([Finished(one, .succeeded("x"))], claiming: 1).assignments.first)
    let storage = world.installation.storage
    #expect(try storage.read { try $0.context(of: run.id) } == ["n": 1, "first": "x"])
    _ = try worker.record([Finished(two, .failed(RunError(.agentError, "broke")))], claiming: 0)
    #expect(try world.run(run.id).status == .failed)
    #expect(try storage.read { try $0.context(of: run.id) } == ["n": 1, "first": "x"])
  }
}
