import Engine
import JSON

@testable import Store

extension RevisionContent {
  static func sample(_ workflow: WorkflowID, tenant: TenantID = .standard, hash: String = "h1") -> RevisionContent {
    RevisionContent(
      tenant: tenant, workflow: workflow, hash: hash, source: "id: \(workflow)\n", format: "yaml", name: "Hello",
      description: "Says hello", version: "1.10", inputSchema: ["type": "object"], publishedAt: TestStore.birth,
      publishedBy: "cli:test", note: "first")
  }
}

extension Run {
  static func sample(
    _ id: RunID, workflow: WorkflowID = "hello", tenant: TenantID = .standard, labels: JSONObject = [:],
    createdAt: Instant = TestStore.birth
  ) -> Run {
    Run(
      id: id, tenant: tenant, workflow: workflow, revision: 1, revisionHash: "h1", input: ["name": "World"],
      trigger: ["kind": "api"], labels: labels, createdAt: createdAt)
  }

  var root: FrameID { FrameID("\(id)-root") }
}

extension Frame {
  static func root(of run: Run) -> Frame {
    Frame(
      id: run.root, run: run.id, owner: nil, parent: nil, path: "", kind: .root, block: 0,
      state: FrameState(data: .object(run.input)), stateAsOf: 1)
  }
}

extension Step {
  static func sample(
    _ name: String, of run: Run, status: StepStatus = .pending, createdAt: Instant = TestStore.birth
  ) -> Step {
    var step = Step(
      id: StepID("\(run.id)-\(name)"), run: run.id, frame: run.root, node: 0, state: name, visit: 1, path: name,
      type: .operation, status: status, createdAt: createdAt)
    step.executor = "noop"
    step.input = ["n": 1]
    return step
  }
}

extension Decision {
  /// The run's first decision.
  static func start(_ run: Run, steps: [Step]) -> Decision {
    var next = run.next(.running)
    next.startedAt = run.createdAt
    return Decision(
      snapshot: RunSnapshot(run: next), event: Event(run: run.id, number: 1, at: run.createdAt, type: .runStarted),
      changes: [.insertFrame(.root(of: run))] + steps.map(Change.insertStep))
  }

  /// A decision that makes of a run what `run` is now, with these changes.
  static func about(
    _ run: Run, _ type: EventType = .stepSucceeded, at now: Instant = TestStore.birth, step: StepID? = nil,
    payload: JSONValue? = nil, detail: JSONObject = [:], changes: [Change] = []
  ) -> Decision {
    Decision(
      snapshot: RunSnapshot(run: run),
      event: Event(
        run: run.id, number: run.eventCount, at: now, type: type, step: step, payload: payload, detail: detail),
      changes: changes)
  }
}

extension Run {
  /// The run after one more decision.
  func next(_ status: RunStatus, at now: Instant = TestStore.birth) -> Run {
    var run = self
    run.version += 1
    run.eventCount += 1
    run.status = status
    run.finishedAt = status.isTerminal ? now : nil
    return run
  }
}

extension ClaimTerms {
  static func sample(
    _ worker: WorkerID = "w1", limit: Int = 10, run: RunID? = nil, at now: Instant = TestStore.birth
  ) -> ClaimTerms {
    ClaimTerms(worker: worker, now: now, until: now + .seconds(60), limit: limit, run: run)
  }
}

extension Step {
  /// The step as its worker's success makes it.
  func succeeded(_ output: JSONValue = ["ok": true], at now: Instant = TestStore.birth) -> Step {
    var step = self
    step.status = .succeeded
    step.output = output
    step.finishedAt = now
    step.deadlineAt = nil
    step.lease = nil
    return step
  }
}
