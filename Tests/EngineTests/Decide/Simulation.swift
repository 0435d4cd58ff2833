import Documents
import JSON
import Testing

@testable import Engine

/// A run without a database: rows in dictionaries, a clock that the test moves, and a worker that the test plays.
///
/// After each decision the rows and events are loaded again as a store would, and must give the decision's own snapshot:
/// what a run is can always be rebuilt from what was written.
struct Simulation {
  let decider: Decider
  private(set) var snapshot: RunSnapshot
  private(set) var events: [Event] = []
  private(set) var timers: [Timer.Key: Instant] = [:]
  private(set) var approvals: [ApprovalID: Approval] = [:]
  private(set) var attempts: [AttemptRecord] = []
  private(set) var signals: [Int64: Signal] = [:]
  private(set) var waits: [StepID: EventWait] = [:]
  private(set) var published: [PublishedEvent] = []
  /// What the run said to others.
  private(set) var told: [(run: RunID, stimulus: Stimulus)] = []
  /// What each decision made worth telling.
  private(set) var notices: [[Notice]] = []
  private(set) var steps: [StepID: Step] = [:]
  private(set) var frames: [FrameID: Frame] = [:]
  private(set) var slotRequests: [SlotRequest] = []
  private(set) var slotsFreed = 0
  /// All of that once more, as histories are compared.
  private(set) var rows = RunRows()
  /// Whether whoever decides forgets everything after each decision, and loads the run anew.
  var reloadsAlways = false
  /// Whether nothing comes between a decision that stopped at its limit and the one that goes on.
  var continuesAtOnce = true
  private(set) var stimuli: [Stimulus] = []
  /// What happened to the root's row, in order.
  private(set) var rootRow: [RowChange] = []
  var now: Instant
  private var epoch: Int64 = 0
  /// The run before anything happened to it.
  let firstRun: Run

  init(
    _ yaml: String, input: JSONObject = [:], agents: [AgentDefinition] = [], parent: RunID? = nil,
    limits: ((inout Limits) -> Void)? = nil
  ) throws {
    let document = try Document.parse(yaml, named: "test.workflow.yaml", format: .yaml)
    let (program, report) = DefinitionReader.read(document, fallbackID: "test", agents: nil)
    guard report.errors.isEmpty, var program else {
      throw InvariantViolation(report.errors.map { "\($0.line ?? 0): \($0.message)" }.joined(separator: "\n"))
    }
    limits?(&program.limits)
    try self.init(program, input: input, agents: agents, parent: parent)
  }

  init(
    _ program: Program, input: JSONObject = [:], agents: [AgentDefinition] = [], parent: RunID? = nil
  ) throws {
    decider = Decider(
      program: program, environment: DecisionEnvironment(agents: AgentCatalog(agents), zones: .forTests))
    now = Instant(milliseconds: 1_700_000_000_000)
    var run = Run(
      id: "run", workflow: program.workflow, revision: 1, revisionHash: "hash", input: input,
      trigger: ["by": "user:starter"], createdAt: now)
    run.parent = parent.map { Run.Parent(run: $0, step: "step") }
    firstRun = run
    snapshot = RunSnapshot(run: firstRun)
    try send(.started)
  }

  /// A run that takes over the beginning of this one.
  func adopted(
    _ cut: AdoptedRun.Cut, kind: Origin.Kind, edits: JSONObject = [:], id: RunID = "again"
  ) throws(AdoptedRun.Refusal) -> Simulation {
    let new = Run(
      id: id, workflow: run.workflow, revision: 1, revisionHash: "hash", input: run.input, createdAt: now)
    var adopter = Adopter(decider, into: new, from: run.id, cut: cut)
    let adopted = try adopter.adopt(events, kind: kind, edits: edits, by: "user:ada", now: now)
    return Simulation(adopted, decider, now: now)
  }

  private init(_ adopted: AdoptedRun, _ decider: Decider, now: Instant) {
    self.decider = decider
    self.now = now
    snapshot = adopted.snapshot
    firstRun = adopted.run.atBeginning
    events = adopted.events
    rows = adopted.rows
    timers = rows.timers
    approvals = Dictionary(rows.approvals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    attempts = rows.attempts
    signals = Dictionary(rows.signals.map { ($0.number, $0.signal) }, uniquingKeysWith: { first, _ in first })
    waits = rows.waits
    steps = Dictionary(rows.steps.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    frames = Dictionary(rows.frames.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for case .publishEvent(let event) in adopted.effects { published.append(event) }
    for case .requestSlot(let request) in adopted.effects { slotRequests.append(request) }
  }

  var run: Run { snapshot.run }
  var root: Frame? { frames.values.first { $0.kind == .root } }
  /// The root's context.
  var context: JSONObject {
    snapshot.frames.values.first { $0.kind == .root }?.state.context ?? root?.state.context ?? [:]
  }

  /// Open steps by path.
  func step(_ path: String) throws -> Step {
    try #require(snapshot.steps.values.first { $0.path == path }, "no open step \(path) among \(openPaths)")
  }

  var openPaths: [String] { snapshot.steps.values.map(\.path).sorted() }

  /// The statuses of all steps there ever were, by path.
  var statuses: [String: StepStatus] {
    Dictionary(steps.values.map { ($0.path, $0.status) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: The world

  /// - Returns: why nothing was to be done; nil when something was.
  @discardableResult
  mutating func send(_ stimulus: Stimulus) throws -> String? {
    var stimulus = stimulus
    stimuli.append(stimulus)
    while true {
      switch try decider.decide(snapshot, stimulus, now: now) {
      case .ignored(let reason): return reason
      case .needsFrames(let step):
        snapshot.finishedFrames[step] = frames.values.filter { $0.owner == step && $0.status != .live }
      case .decided(let decision):
        notices.append(decision.notices)
        try apply(decision)
        guard decision.continues, continuesAtOnce else { return nil }
        stimulus = .continued
        stimuli.append(stimulus)
      }
    }
  }

  /// A worker takes the queued step.
  @discardableResult
  mutating func claim(_ path: String) throws -> Lease {
    var step = try step(path)
    try #require(step.status == .pending)
    epoch += 1
    let lease = Lease(owner: "worker", epoch: epoch, expiresAt: now + .seconds(60 as Int64))
    step.status = .running
    step.lease = lease
    step.delivery += 1
    step.startedAt = step.startedAt ?? now
    step.deadlineAt = step.timeout.map { now + $0 }
    snapshot.steps[step.id] = step
    steps[step.id] = step
    rows.set(step)
    return lease
  }

  @discardableResult
  mutating func succeed(_ path: String, _ output: JSONValue = nil) throws -> String? {
    let lease = try claim(path)
    return try send(.stepSucceeded(StepResult(step: try step(path).id, lease: lease, output: output)))
  }

  @discardableResult
  mutating func fail(_ path: String, _ type: String = "agent_error", _ message: String = "it broke") throws -> String? {
    let lease = try claim(path)
    let failure = StepFailure(step: try step(path).id, lease: lease, error: RunError(type: type, message: message))
    return try send(.stepFailed(failure))
  }

  @discardableResult
  mutating func decide(_ path: String, approved: Bool, by: Actor = "user:ada", comment: String? = nil) throws -> String?
  {
    let id = ApprovalID(rawValue: try step(path).id.rawValue)
    return try send(.approvalDecided(ApprovalDecision(approval: id, approved: approved, by: by, comment: comment)))
  }

  /// - Returns: why nothing was to be done.
  @discardableResult
  mutating func signal(_ name: String, _ payload: JSONValue = nil, correlation: String? = nil) throws -> String? {
    try send(.signalReceived(Signal(name: name, payload: payload, correlation: correlation, by: "user:ada")))
  }

  /// An event of the tenant, published now, that the store brings to the run.
  @discardableResult
  mutating func publish(_ name: String, _ payload: JSONValue = nil, correlation: String? = nil) throws -> String? {
    let event = PublishedEvent(
      id: "event-\(stimuli.count)", name: name, payload: payload, correlation: correlation, by: "user:ada", at: now)
    return try send(.eventReceived(event))
  }

  /// As if the run were loaded by another process: frames that ended are not in memory any more.
  mutating func forgetFinishedFrames() { snapshot.finishedFrames = [:] }

  /// Moves the clock and fires what is due, earliest first.
  mutating func pass(seconds: Int64) throws {
    now = now + .seconds(seconds)
    let due = timers.filter { $0.value <= now }.sorted {
      ($0.value, $0.key.kind.rawValue) < ($1.value, $1.key.kind.rawValue)
    }
    for (key, _) in due where timers[key] != nil { try send(.timerFired(key)) }
  }

  // MARK: The store

  private mutating func apply(_ decision: Decision) throws {
    try #require(decision.run.version == snapshot.run.version + 1)
    try #require(decision.event.number == Int64(events.count) + 1, "events have no gaps")
    events.append(decision.event)
    for change in decision.changes { try apply(change) }
    rows.apply(decision)
    snapshot = decision.snapshot
    try checkRebuilt()
    try checkInvariants()
    if reloadsAlways { snapshot = try reloaded() }
  }

  private mutating func apply(_ change: Change) throws {
    switch change {
    case .insertFrame(let frame):
      if frame.kind == .root { rootRow.append(.written) }
      try #require(frames[frame.id] == nil, "a frame is inserted once")
      frames[frame.id] = frame
    case .updateFrame(let frame):
      if frame.kind == .root { rootRow.append(.written) }
      try #require(frames[frame.id] != nil)
      frames[frame.id] = frame
    case .confirmFrame(let id, let event):
      let frame = try #require(frames[id])
      if frame.kind == .root { rootRow.append(.confirmed) }
      #expect(!events.contains { $0.number > frame.stateAsOf && $0.number <= event && $0.changes(frame) })
      frames[id]?.isWritten(asOf: event)
    case .insertStep(let step):
      try #require(steps[step.id] == nil, "a step is inserted once: \(step.path)")
      steps[step.id] = step
    case .updateStep(let step, let holding):
      let stored = try #require(steps[step.id])
      if let holding { try #require(stored.lease?.isSameClaim(as: holding) == true) }
      steps[step.id] = step
    case .insertAttempt(let record): attempts.append(record)
    case .setTimer(let timer): timers[timer.key] = timer.dueAt
    case .clearTimer(let key): timers[key] = nil
    case .insertApproval(let approval), .updateApproval(let approval): approvals[approval.id] = approval
    case .keepSignal(let signal, let number, _): signals[number] = signal
    case .takeSignal(let number):
      try #require(signals.removeValue(forKey: number) != nil, "a signal that is taken was kept")
    case .openWait(let wait): waits[wait.step] = wait
    case .closeWait(let step): try #require(waits.removeValue(forKey: step) != nil, "a wait that is closed was open")
    case .publishEvent(let event): published.append(event)
    case .tellChild(let run, let stimulus), .tellParent(let run, let stimulus): told.append((run, stimulus))
    case .requestSlot(let request): slotRequests.append(request)
    case .freeSlot: slotsFreed += 1
    }
  }

  private func checkRebuilt() throws {
    var rebuilt = frames.filter { $0.value.status == .live && !run.status.isTerminal }
    for id in rebuilt.keys {
      for event in events { try rebuilt[id]?.apply(event) }
    }
    for (id, frame) in rebuilt {
      #expect(
        frame.state == snapshot.frames[id]?.state, "the frame \(frame.path) can be rebuilt from its row and events")
    }
    #expect(Set(rebuilt.keys) == Set(snapshot.frames.keys))
  }

  private func checkInvariants() throws {
    for step in steps.values {
      #expect(step.status.isTerminal == (step.finishedAt != nil), "\(step.path): terminal if and only if finished")
      #expect(step.lease == nil || step.status == .running, "\(step.path): leases only on running steps")
      #expect(
        step.status.isTerminal != (snapshot.steps[step.id] != nil), "\(step.path): open steps are in the snapshot")
    }
    #expect(run.status.isTerminal == (run.finishedAt != nil))
    #expect(Set(snapshot.signals.map(\.number)) == Set(signals.keys), "kept signals are those of the snapshot")
    if run.status.isTerminal {
      #expect(snapshot.steps.isEmpty && timers.isEmpty, "nothing is open in a run that is over: \(openPaths) \(timers)")
      #expect(approvals.values.allSatisfy { $0.status != .pending })
      #expect(waits.isEmpty, "nobody waits for events in a run that is over")
    }
  }
}

enum RowChange {
  case written
  case confirmed
}

extension Event {
  fileprivate func changes(_ frame: Frame) -> Bool {
    (detail["frames"]?.arrayValue ?? []).contains { $0["id"]?.stringValue == frame.id.rawValue }
  }
}
