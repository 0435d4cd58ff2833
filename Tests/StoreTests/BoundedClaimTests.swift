import Engine
import Testing

@testable import Store

/// Agents of which only so much may go on.
struct BoundedClaimTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  @Test func `an agent at its bound holds up nobody else, however many of its steps are queued`() throws {
    try queue("busy", 50)
    try queue("other", 2, at: TestStore.birth + .seconds(60))
    let bounds = [bound("busy", AgentBounds(maxConcurrency: 3))]
    let claimed = try claim("w1", bounds)
    #expect(claimed.count { $0.executor == "busy" } == 3)
    #expect(claimed.count { $0.executor == "other" } == 2)
    #expect(try claim("w2", bounds).isEmpty, "another tick counts what this one holds")
    try finish(try required(claimed.first { $0.executor == "busy" }))
    #expect(try claim("w2", bounds).map(\.executor) == ["busy"])
  }

  @Test func `a step whose worker died makes room`() throws {
    try queue("busy", 2)
    let bounds = [bound("busy", AgentBounds(maxConcurrency: 1))]
    var lost = try required(try claim("w1", bounds).first)
    lost.status = .pending
    lost.lease = nil
    let next = try store.snapshot(lost.run).run.next(.running)
    try store.apply(.about(next, .stepLeaseLost, changes: [.updateStep(lost, holding: nil)]))
    #expect(try claim("w2", bounds).count == 1)
  }

  @Test func `no more deliveries are begun within a span than the rate allows`() throws {
    try queue("api", 5)
    let bounds = [bound("api", AgentBounds(rate: .init(count: 2, per: .seconds(60))))]
    for step in try claim("w1", bounds, at: 0) { try finish(step) }
    #expect(try claim("w1", bounds, at: 59).isEmpty)
    #expect(try opening(bounds) == TestStore.birth + .seconds(60))
    let next = try claim("w2", bounds, at: 60)
    #expect(next.count == 2)
    #expect(
      try store.ask { try $0.load(of: bounds[0], at: TestStore.birth + .seconds(60)) } == AgentLoad(atWork: 2, begun: 2)
    )
    #expect(try claim("w2", bounds, at: 119).isEmpty)
    #expect(try claim("w2", bounds, at: 120).count == 1)
    #expect(try opening(bounds) == nil, "nothing is queued any more")
  }

  @Test func `a claim that is given back unbegun doesn't count, and one that was lost does`() throws {
    try queue("api", 3)
    let bounds = [bound("api", AgentBounds(rate: .init(count: 1, per: .seconds(60))))]
    let claimed = try claim("w1", bounds)
    try store.tell { try $0.releaseSteps(claimed) }
    var lost = try required(try claim("w1", bounds).first)
    lost.status = .pending
    lost.lease = nil
    let next = try store.snapshot(lost.run).run.next(.running)
    try store.apply(.about(next, .stepLeaseLost, changes: [.updateStep(lost, holding: nil)]))
    #expect(try claim("w2", bounds).isEmpty)
  }

  @Test func `a clock that was set back doesn't stop the agent`() throws {
    try queue("api", 2)
    let bounds = [bound("api", AgentBounds(rate: .init(count: 1, per: .seconds(60))))]
    #expect(try claim("w1", bounds, at: 3_600).count == 1)
    #expect(try claim("w1", bounds, at: 0).count == 1)
  }

  @Test func `one run's claim and a decision's own claim keep to the bounds too`() throws {
    try queue("busy", 3)
    let bounds = [bound("busy", AgentBounds(maxConcurrency: 2))]
    var terms = ClaimTerms.sample("w1", run: "busy")
    terms.bounds = bounds
    #expect(try store.tell { try $0.claimSteps(terms) }.count == 2)
    var free = ClaimTerms.sample("w2")
    free.bounds = bounds
    let run = Run.sample("more")
    var step = Step.sample("s", of: run)
    step.executor = "busy"
    try store.start(run, steps: [step, .sample("t", of: run)], claiming: free)
    #expect(try store.ask { try $0.leases(of: "w2") }.map(\.executor) == ["noop"])
    #expect(try claim("w2", bounds).isEmpty)
  }

  @Test func `tenants take turns among steps that may be begun`() throws {
    try store.publish("hello", tenant: "small")
    try queue("busy", 20)
    try queue("free", 20)
    let small = Run.sample("small", tenant: "small")
    try store.start(small, steps: (0..<3).map { .sample("s\($0)", of: small) })
    let claimed = try claim("w1", [bound("busy", AgentBounds(maxConcurrency: 1))], limit: 6)
    #expect(claimed.count { $0.run == "small" } == 3)
    #expect(claimed.count { $0.executor == "busy" } == 1)
    #expect(claimed.count { $0.executor == "free" } == 2)
  }

  @Test func `the same agent of another tenant has bounds of its own`() throws {
    try store.publish("hello", tenant: "b")
    try queue("busy", 2)
    let other = Run.sample("other", tenant: "b")
    var step = Step.sample("s", of: other)
    step.executor = "busy"
    try store.start(other, steps: [step])
    #expect(try claim("w1", [bound("busy", AgentBounds(maxConcurrency: 1))]).count == 2)
  }

  @Test func `claimers in many threads never have more of an agent than its bound`() async throws {
    try queue("busy", 60)
    let storage = try [store.storage, store.reopened(), store.reopened()]
    let bounds = [bound("busy", AgentBounds(maxConcurrency: 4))]
    let store = self.store
    let most = try await withThrowingTaskGroup(of: Int.self) { group in
      for worker in 0..<6 {
        group.addTask {
          var most = 0
          for _ in 0..<12 {
            var terms = ClaimTerms.sample(WorkerID("w\(worker)"), limit: 3)
            terms.bounds = bounds
            let claim = terms
            let (steps, atWork) = try storage[worker % 3].write { writer in
              (try writer.claimSteps(claim), try writer.load(of: bounds[0], at: TestStore.birth).atWork)
            }
            most = max(most, atWork)
            for step in steps { try storage[worker % 3].write { try $0.finish(step) } }
          }
          return most
        }
      }
      return try await group.reduce(0) { max($0, $1) }
    }
    #expect((1...4).contains(most))
    #expect(try store.ask { try $0.queuedSteps() } == 0)
  }

  @Test(arguments: BoundedClaimStatements.allCases)
  func `claims look at live rows alone`(statement: BoundedClaimStatements) throws {
    let plan = try store.plan(of: "\(statement.sql.text)")
    let scans = plan.filter { $0.hasPrefix("SCAN steps") || $0.hasPrefix("SCAN agent_starts") }
    #expect(scans.allSatisfy { $0.contains("INDEX steps_leased") || $0.contains("INDEX steps_queued") }, "\(plan)")
  }

  @Test(arguments: [ClaimStatements.claim, .claimOfRun, .queued])
  func `claims without bounds look at live rows alone`(statement: ClaimStatements) throws {
    let plan = try store.plan(of: "\(statement.sql.text)")
    let scans = plan.filter { $0.hasPrefix("SCAN steps") }
    #expect(scans.allSatisfy { $0.contains("INDEX steps_leased") || $0.contains("INDEX steps_queued") }, "\(plan)")
  }

  @Test func `the more urgent run's steps are claimed first, unless the other has waited much longer`() throws {
    for (id, priority, seconds) in [("old", 0, 0), ("urgent", 1, 700), ("soon", 1, 500)] as [(RunID, Int, Int64)] {
      let at = TestStore.birth + .seconds(seconds)
      var run = Run.sample(id, createdAt: at)
      run.priority = priority
      try store.start(run, steps: [.sample("s", of: run, createdAt: at)])
    }
    #expect(try claim("w1", []).map(\.run) == ["soon", "old", "urgent"])
  }

  // MARK: Words of these tests

  private func bound(_ agent: AgentID, _ bounds: AgentBounds) -> BoundedAgent {
    BoundedAgent(tenant: .standard, agent: agent, bounds: bounds)
  }

  /// A run of the agent's name with so many queued steps.
  private func queue(_ agent: AgentID, _ count: Int, at now: Instant = TestStore.birth) throws {
    let run = Run.sample(RunID(agent.rawValue))
    try store.start(
      run,
      steps: (0..<count).map { number in
        var step = Step.sample("s\(number)", of: run, createdAt: now)
        step.executor = agent
        return step
      })
  }

  private func claim(
    _ worker: WorkerID, _ bounds: [BoundedAgent], at seconds: Int64 = 0, limit: Int = 10
  ) throws -> [Step] {
    var terms = ClaimTerms.sample(worker, limit: limit, at: TestStore.birth + .seconds(seconds))
    terms.bounds = bounds
    let claim = terms
    return try store.tell { try $0.claimSteps(claim) }
  }

  private func finish(_ step: Step) throws { try store.tell { try $0.finish(step) } }

  private func opening(_ bounds: [BoundedAgent]) throws -> Instant? { try store.ask { try $0.nextOpening(of: bounds) } }
}

extension StorageWriter {
  fileprivate func finish(_ step: Step) throws {
    let next = try required(try run(step.run)).next(.running)
    try apply(.about(next, changes: [.updateStep(step.succeeded(), holding: step.lease)]), to: next.version - 1)
  }
}
