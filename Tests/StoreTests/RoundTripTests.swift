import Engine
import JSON
import Testing

@testable import Store

/// What is written is read back, each value of it.
struct RoundTripTests {
  private let later = TestStore.birth + .seconds(5)

  @Test func `a run with all its values comes back from a decision as it was`() throws {
    let store = try TestStore()
    var run = Run.sample("r1", labels: ["env": "prod", "n": 3])
    try store.start(run)
    run = try store.snapshot("r1").run.next(.failed, at: later)
    run.output = ["text": "ünïcode \u{1F600} and \u{0}"]
    run.error = RunError(.timeout, "too late", details: ["after": 3.5], cause: RunError(.transient, "first"))
    run.pause = Run.Pause(by: "user:ann", reason: "look", at: later)
    run.cancellation = Run.Cancellation(by: "user:bob", reason: nil, policy: .stopRunning, at: later)
    run.waitingFor = "a person"
    try store.apply(.about(run, .runTimedOut))
    #expect(try store.ask { try $0.run("r1") } == run)
  }

  @Test func `a run is found by its own tenant only`() throws {
    let store = try TestStore()
    try store.start(.sample("r1"))
    #expect(try store.ask { try $0.run("r1", tenant: .standard) } != nil)
    #expect(try store.ask { try $0.run("r1", tenant: "other") } == nil)
  }

  @Test func `a snapshot holds the run, its live frames, open steps and pending approvals`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var gate = Step.sample("gate", of: run, status: .waitingApproval)
    gate.type = .humanApproval
    gate.executor = nil
    var composite = Step.sample("all", of: run, status: .running)
    composite.type = .foreach
    composite.progress = Step.Progress(total: 9, next: 4, open: 2, succeeded: 1, failed: 1)
    let snapshot = try store.start(run, steps: [gate, composite, .sample("done", of: run)])
    let branch = Frame(
      id: "f2", run: "r1", owner: composite.id, parent: run.root, path: "all#1[3]", kind: .iteration(index: 3),
      block: 1,
      state: FrameState(
        visits: ["a": 2], data: [1, 2.0, nil], writes: [ContextWrite(path: ["x", "y"], value: "z")],
        locals: ["item": 7]),
      stateAsOf: 2)
    let approval = Approval(
      run: "r1", tenant: .standard, step: gate.id, title: "Go?", message: "**really**", evidence: ["rate": 0.05],
      approvers: ["user:ann", "team:ops"], digest: "d", requestedAt: later, dueAt: later + .seconds(1))
    let done = try required(snapshot.steps["r1-done"]).succeeded()
    try store.apply(
      .about(
        snapshot.run.next(.waitingApproval),
        changes: [
          .insertFrame(branch), .insertApproval(approval), .updateStep(done, holding: nil),
        ]))
    let loaded = try store.snapshot("r1")
    #expect(loaded.frames == ["f2": branch, run.root: .root(of: run)])
    #expect(loaded.steps == [gate.id: gate, composite.id: composite])
    #expect(loaded.approvals == [gate.id: approval])
    #expect(loaded.run.status == .waitingApproval)
  }

  @Test func `a step with all its values comes back as it was`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    var step = Step.sample("work", of: run, status: .running)
    step.visit = 3
    step.attempt = 2
    step.delivery = 4
    step.task = "Look at it"
    step.input = ["list": [1, 2, 3]]
    step.timeout = .seconds(30)
    step.startedAt = later
    step.deadlineAt = later + .seconds(30)
    step.lease = Lease(owner: "w9", epoch: 7, expiresAt: later + .seconds(60))
    let snapshot = try store.start(run, steps: [step])
    #expect(snapshot.steps[step.id] == step)

    var failed = step.succeeded("partial", at: later)
    failed.status = .timedOut
    failed.error = RunError(.timeout, "took too long")
    try store.apply(.about(snapshot.run.next(.running), changes: [.updateStep(failed, holding: step.lease)]))
    #expect(try store.ask { try $0.step(step.id, of: "r1") } == failed)
  }

  @Test func `a large value is kept once, however many columns hold it`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let snapshot = try store.start(run, steps: [.sample("work", of: run)])
    let large = JSONValue.string(String(repeating: "x", count: 100_000))
    let done = try required(snapshot.steps["r1-work"]).succeeded(large)
    try store.apply(
      .about(
        snapshot.run.next(.running), step: done.id, payload: large, changes: [.updateStep(done, holding: nil)]))
    #expect(try store.ask { try $0.step(done.id, of: "r1")?.output } == large)
    #expect(try store.ask { try $0.events(of: "r1", after: 1, limit: 9).first?.event.payload } == large)
    #expect(try store.storage.look { try $0.first("SELECT count(*) FROM blobs") { $0.int() } } == 1)
  }

  @Test func `an event comes back with its place in the sequence`() throws {
    let store = try TestStore()
    let snapshot = try store.start(.sample("r1"))
    var decision = Decision.about(
      snapshot.run.next(.running), .signalReceived, at: later, step: "s", payload: [1], detail: ["k": "v"])
    decision.event.actor = "user:ann"
    try store.apply(decision)
    let events = try store.ask { try $0.events(of: "r1", after: 0, limit: 10) }
    #expect(events.map(\.sequence) == [1, 2])
    #expect(events.last?.event == decision.event)
    #expect(try store.ask { try $0.events(in: .standard, after: 1, limit: 10) } == [events[1]])
    #expect(try store.ask { try $0.eventNumber(of: "r1", upTo: 1) } == 1)
    #expect(try store.ask { try $0.lastSequence() } == 2)
  }

  @Test func `attempts, logs, timers and signals come back as they were`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let step = Step.sample("work", of: run)
    let snapshot = try store.start(run, steps: [step])
    let attempt = AttemptRecord(
      step: step.id, run: "r1", attempt: 1, deliveries: 2, status: .failed, error: RunError(.transient, "no"),
      startedAt: later, finishedAt: later)
    let retry = Timer(key: .init(run: "r1", step: step.id, kind: .retry), dueAt: later + .seconds(9))
    let deadline = Timer(key: .init(run: "r1", kind: .runDeadline), dueAt: later)
    let signal = Signal(name: "go", payload: ["n": 1], correlation: "c", by: "user:ann")
    try store.apply(
      .about(
        snapshot.run.next(.running),
        changes: [
          .insertAttempt(attempt), .setTimer(retry), .setTimer(deadline), .keepSignal(signal, number: 7, at: later),
        ]))
    let log = AttemptLog(run: "r1", step: step.id, attempt: 1, text: "oh no\n", isTruncated: true, at: later)
    try store.tell { try $0.insertLog(log) }
    #expect(try store.ask { try $0.attempts(of: step.id, in: "r1") } == [attempt])
    #expect(try store.ask { try $0.timers(of: "r1") } == [deadline, retry])
    #expect(try store.ask { try $0.signals(of: "r1") } == [KeptSignal(number: 7, signal: signal, at: later)])
    #expect(try store.ask { try $0.logs(of: step.id, in: "r1") } == [log])
  }

  @Test func `a frame that was confirmed holds what it held, up to the later event`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let snapshot = try store.start(run, steps: [.sample("open", of: run)])
    let next = snapshot.run.next(.running)
    try store.apply(.about(next, changes: [.confirmFrame(run.root, asOf: next.eventCount)]))
    let before = try #require(snapshot.frames[run.root])
    let after = try #require(try store.snapshot("r1").frames[run.root])
    #expect(after.state == before.state)
    #expect(before.stateAsOf < next.eventCount && after.stateAsOf == next.eventCount)
    #expect(throws: InvariantViolation.self) {
      try store.apply(.about(next.next(.running), changes: [.confirmFrame("nobody", asOf: 1)]))
    }
  }

  @Test func `finished frames are found by the composite that opened them`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    let composite = Step.sample("all", of: run, status: .running)
    let snapshot = try store.start(run, steps: [composite])
    func frame(_ index: Int) -> Frame {
      Frame(
        id: FrameID("f\(index)"), run: "r1", owner: composite.id, parent: run.root, path: "all#1/b\(index)",
        kind: .branch(index: index, name: "b:\(index)"), block: 1, state: FrameState(), stateAsOf: 2)
    }
    var ended = frame(1)
    ended.status = .failed
    ended.result = ["r": 1]
    ended.error = RunError(.agentError, "no")
    try store.apply(
      .about(
        snapshot.run.next(.running),
        changes: [.insertFrame(frame(0)), .insertFrame(frame(1)), .updateFrame(ended)]))
    #expect(try store.ask { try $0.finishedFrames(of: composite.id, in: "r1") } == [ended])
    #expect(try store.snapshot("r1").frames["f0"] == frame(0))
  }

  @Test(arguments: [
    Stimulus.started, .continued, .slotGranted,
    .childRunStarted("s", Lease(owner: "w", epoch: 2, expiresAt: Instant(milliseconds: 5)), child: "r2"),
    .childRunEnded(
      ChildResult(child: "r2", step: "s", status: .failed, output: [1], error: RunError(.timeout, "late"))),
    .callbackReceived("s"), .callbackProgressed("s"),
    .eventReceived(
      PublishedEvent(
        id: "e", name: "n", payload: ["k": 1], correlation: "c", by: "user:ann", at: Instant(milliseconds: 9))),
    .resumeRequested(by: "user:ann"),
    .stepSucceeded(
      StepResult(
        step: "s", lease: Lease(owner: "w", epoch: 3, expiresAt: TestStore.birth), output: [1, nil, "x"])),
    .stepFailed(
      StepFailure(
        step: "s", lease: Lease(owner: "w", epoch: 3, expiresAt: TestStore.birth), error: RunError(.timeout, "late"))),
    .timerFired(Timer.Key(run: "r1", step: "s", kind: .retry)), .timerFired(Timer.Key(run: "r1", kind: .runDeadline)),
    .approvalDecided(ApprovalDecision(approval: "a", approved: true, by: "user:ann", comment: "ok")),
    .approvalDecided(ApprovalDecision(approval: "a", approved: false, by: "user:ann", comment: nil)),
    .signalReceived(Signal(name: "go", payload: .null, correlation: nil, by: "user:ann")),
    .pauseRequested(Run.Pause(by: "user:ann", reason: nil, at: TestStore.birth)),
    .cancelRequested(Run.Cancellation(by: "user:ann", reason: "r", policy: .finishRunning, at: TestStore.birth)),
    .leaseLost("s", Lease(owner: "w", epoch: 3, expiresAt: TestStore.birth)),
  ])
  func `every stimulus waits in the queue until it is deleted`(stimulus: Stimulus) throws {
    let store = try TestStore()
    try store.start(.sample("r1"))
    let id = try store.tell { try $0.enqueueStimulus(stimulus, for: "r1", at: later) }
    let queued = try store.ask { try $0.pendingStimuli(limit: 10) }
    #expect(queued == [QueuedStimulus(id: id, run: "r1", stimulus: stimulus, at: later)])
    #expect(try store.tell { try $0.deleteStimulus(id) })
    #expect(try store.tell { try $0.deleteStimulus(id) } == false)
    #expect(try store.ask { try $0.pendingStimuli(limit: 10) }.isEmpty)
  }
}
