import JSON
import Testing

@testable import Engine

/// Every pair of a run's status and a stimulus: what is done, or why nothing is. docs/state-machine.md shows the same.
struct TransitionTableTests {
  enum Answer: Equatable {
    case becomes(RunStatus)
    case ignored
  }

  /// A run in each status, with what a stimulus may refer to.
  static func run(in status: RunStatus) throws -> Simulation {
    let ask =
      "{id: test, timeoutSeconds: 900, states: [{name: ask, type: approval, message: Go?, timeoutSeconds: 60, end: true}]}"
    let work = """
      {id: test, timeoutSeconds: 900, states: [
        {name: work, type: operation, action: noop, timeoutSeconds: 5, retry: {maxAttempts: 2, backoffSeconds: 30}, end: true}]}
      """
    switch status {
    case .waitingApproval: return try Simulation(ask)
    case .running:
      var run = try Simulation(work)
      try run.claim("work")
      return run
    case .waitingTimer:
      var run = try Simulation(work)
      try run.fail("work")
      return run
    case .paused:
      var run = try Simulation(work)
      try run.claim("work")
      try run.send(ControlTests.pause)
      return run
    case .completed:
      var run = try Simulation(work)
      try run.succeed("work")
      return run
    case .failed:
      var run = try Simulation(work)
      try run.fail("work", "validation")
      return run
    case .cancelled:
      var run = try Simulation(work)
      try run.send(ControlTests.cancel(.stopRunning))
      return run
    case .timedOut:
      var run = try Simulation(ask)
      try run.pass(seconds: 60)
      return run
    case .waitingSignal:
      return try Simulation(
        "{id: test, timeoutSeconds: 900, states: [{name: hear, type: await, signal: s, timeoutSeconds: 60, end: true}]}"
      )
    case .pending:
      return try Simulation(
        "{id: test, timeoutSeconds: 900, concurrency: {key: k}, states: [{name: work, type: operation, action: noop, end: true}]}"
      )
    }
  }

  static func stimuli(_ run: Simulation) -> [(name: String, stimulus: Stimulus)] {
    let step = run.steps.values.first
    let id = step?.id ?? "none"
    let lease = step?.lease ?? Lease(owner: "other", epoch: 99, expiresAt: run.now)
    let failure = RunError(type: "validation", message: "wrong")
    return [
      ("started", .started),
      ("stepSucceeded", .stepSucceeded(StepResult(step: id, lease: lease, output: nil))),
      ("stepFailed", .stepFailed(StepFailure(step: id, lease: lease, error: failure))),
      ("leaseLost", .leaseLost(id, lease)),
      ("childRunStarted", .childRunStarted(id, lease, child: "other")),
      ("timerFired wake", .timerFired(.init(run: "run", step: id, kind: .wake))),
      ("timerFired waitTimeout", .timerFired(.init(run: "run", step: id, kind: .waitTimeout))),
      ("timerFired compositeDeadline", .timerFired(.init(run: "run", step: id, kind: .compositeDeadline))),
      ("timerFired retry", .timerFired(.init(run: "run", step: id, kind: .retry))),
      ("timerFired approvalTimeout", .timerFired(.init(run: "run", step: id, kind: .approvalTimeout))),
      ("timerFired attemptOverdue", .timerFired(.init(run: "run", step: id, kind: .attemptOverdue))),
      ("timerFired runDeadline", .timerFired(.init(run: "run", kind: .runDeadline))),
      ("timerFired cancelGrace", .timerFired(.init(run: "run", kind: .cancelGrace))),
      (
        "approvalDecided",
        .approvalDecided(
          ApprovalDecision(approval: .init(rawValue: id.rawValue), approved: true, by: "x", comment: nil))
      ),
      ("signalReceived", .signalReceived(Signal(name: "s", payload: nil, by: "x"))),
      ("pauseRequested", ControlTests.pause),
      ("resumeRequested", .resumeRequested(by: "x")),
      ("cancelRequested", ControlTests.cancel(.finishRunning)),
      ("continued", .continued),
      ("childRunEnded", .childRunEnded(ChildResult(child: "other", step: id, status: .completed))),
      ("callbackReceived", .callbackReceived(id)),
      ("callbackProgressed", .callbackProgressed(id)),
      ("eventReceived", .eventReceived(PublishedEvent(id: "e1", name: "e", payload: nil, by: "x", at: run.now))),
      ("slotGranted", .slotGranted),
    ]
  }

  /// What isn't listed is ignored.
  static let table: [RunStatus: [String: Answer]] = [
    .running: [
      "stepSucceeded": .becomes(.completed), "stepFailed": .becomes(.failed), "leaseLost": .becomes(.running),
      "timerFired runDeadline": .becomes(.timedOut), "signalReceived": .becomes(.running),
      "pauseRequested": .becomes(.paused), "cancelRequested": .becomes(.running),
    ],
    .waitingApproval: [
      "approvalDecided": .becomes(.completed), "timerFired approvalTimeout": .becomes(.timedOut),
      "timerFired runDeadline": .becomes(.timedOut), "signalReceived": .becomes(.waitingApproval),
      "pauseRequested": .becomes(.paused), "cancelRequested": .becomes(.cancelled),
      // A step that is open, but not the reporting worker's: the history notes the dropped result.
      "stepSucceeded": .becomes(.waitingApproval), "stepFailed": .becomes(.waitingApproval),
    ],
    .waitingTimer: [
      "timerFired retry": .becomes(.running), "timerFired runDeadline": .becomes(.timedOut),
      "signalReceived": .becomes(.waitingTimer), "pauseRequested": .becomes(.paused),
      "cancelRequested": .becomes(.cancelled), "stepSucceeded": .becomes(.waitingTimer),
      "stepFailed": .becomes(.waitingTimer),
    ],
    .waitingSignal: [
      "signalReceived": .becomes(.completed), "timerFired waitTimeout": .becomes(.timedOut),
      "timerFired runDeadline": .becomes(.timedOut), "pauseRequested": .becomes(.paused),
      "cancelRequested": .becomes(.cancelled), "stepSucceeded": .becomes(.waitingSignal),
      "stepFailed": .becomes(.waitingSignal),
    ],
    .paused: [
      "stepSucceeded": .becomes(.completed), "stepFailed": .becomes(.failed), "leaseLost": .becomes(.paused),
      "signalReceived": .becomes(.paused), "resumeRequested": .becomes(.running), "cancelRequested": .becomes(.running),
    ],
    .pending: [
      "slotGranted": .becomes(.running), "signalReceived": .becomes(.pending), "pauseRequested": .becomes(.pending),
      "cancelRequested": .becomes(.cancelled),
    ],
    .completed: [:], .failed: [:], .cancelled: [:], .timedOut: [:],
  ]

  @Test(arguments: table.keys.sorted { $0.rawValue < $1.rawValue })
  func `each stimulus does to each status what the table says`(status: RunStatus) throws {
    let begin = try Self.run(in: status)
    #expect(begin.run.status == status)
    for (name, stimulus) in Self.stimuli(begin) {
      var run = begin
      let reason = try run.send(stimulus)
      let answer: Answer = reason == nil ? .becomes(run.run.status) : .ignored
      #expect(answer == Self.table[status]?[name] ?? .ignored, "\(status.rawValue) × \(name): \(reason ?? "")")
      if reason != nil { #expect(run.snapshot == begin.snapshot, "\(status.rawValue) × \(name) changes nothing") }
    }
  }
}
