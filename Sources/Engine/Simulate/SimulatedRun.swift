public import JSON
import JSONSchema

/// A run without a world: fixtures answer for agents, people and clocks. It decides as a real run does; only what the
/// engine asks of others is made up.
public struct SimulatedRun {
  let decider: Decider
  var fixtures: Fixtures
  var snapshot: RunSnapshot
  var now: Instant
  var report: SimulationReport
  var timers: [Timer.Key: Instant] = [:]
  var finished: [FrameID: Frame] = [:]
  /// The schemas looked at so far.
  var schemas: [JSONValue: Schema] = [:]
  /// Steps in the order in which they were made, which is the order in which they are performed.
  var order: [StepID] = []
  /// Where frames and steps are, as people see it.
  var places: [FrameID: String] = [:]
  var stepPaths: [StepID: String] = [:]
  private var answered = 0
  /// What failed last, for a run that then asks for what nobody expected.
  var lastFailure: (path: String, error: RunError)?

  /// More answers than this are a loop that the fixtures never end.
  public static let mostAnswers = 10_000
  /// A day that no daylight saving touches, so that simulations are the same everywhere.
  public static let standardStart = Instant(milliseconds: 1_767_225_600_000)

  public init(
    _ program: Program, input: JSONObject, fixtures: Fixtures, agents: AgentCatalog = AgentCatalog(),
    config: JSONObject = [:], zones: ZoneData = .utcOnly, start: Instant = SimulatedRun.standardStart
  ) {
    decider = Decider(
      program: program,
      environment: DecisionEnvironment(agents: agents.answeringForAll(program), config: config, zones: zones))
    self.fixtures = fixtures
    now = start
    var run = Run(
      id: "simulated", workflow: program.workflow, revision: 1, revisionHash: "simulated", input: input,
      createdAt: start)
    run.trigger = ["type": "simulation"]
    snapshot = RunSnapshot(run: run)
    report = SimulationReport(status: run.status)
  }

  /// Runs to the end, or to the point where nothing answers.
  public mutating func finish() throws(InvariantViolation) -> SimulationReport {
    let start = now
    checkInput()
    if report.stuck == nil { try send(.started) }
    // Nobody else is here who could hold the slot.
    if report.stuck == nil, snapshot.run.status == .pending { try send(.slotGranted) }
    while !snapshot.run.status.isTerminal, report.stuck == nil {
      answered += 1
      guard answered <= Self.mostAnswers else {
        report.stuck = "the run asked more than \(Self.mostAnswers) times; its loop needs another answer to end"
        break
      }
      try answerOne()
    }
    report.status = snapshot.run.status
    report.output = snapshot.run.output
    report.error = snapshot.run.error
    report.elapsed = TimeSpan(milliseconds: now.milliseconds - start.milliseconds)
    return report
  }

  mutating func note(_ path: String, _ text: String) { report.notes.append(.init(path: path, text: text)) }

  // MARK: Deciding

  mutating func send(_ stimulus: Stimulus) throws(InvariantViolation) {
    var stimulus = stimulus
    while true {
      switch try decider.decide(snapshot, stimulus, now: now) {
      case .ignored(let reason):
        report.stuck = "the simulation's answer was not taken: \(reason)"
        return
      case .needsFrames(let step):
        snapshot.finishedFrames[step] = finished.values.filter { $0.owner == step }
      case .decided(let decision):
        for change in decision.changes { take(change) }
        snapshot = decision.snapshot
        report.visits += decision.entered.map(visit)
        guard decision.continues else { return }
        stimulus = .continued
      }
    }
  }

  private mutating func take(_ change: Change) {
    switch change {
    case .insertFrame(let frame):
      places[frame.id] = frame.owner.flatMap { stepPaths[$0] }.map { StepPath.display(of: frame.kind, owner: $0) } ?? ""
      take(frame)
    case .updateFrame(let frame): take(frame)
    case .insertStep(let step):
      stepPaths[step.id] = step.path
      order.append(step.id)
    case .updateStep(let step, _):
      if step.status.isTerminal { order.removeAll { $0 == step.id } }
      if step.status == .failed, let error = step.error { lastFailure = (error.step ?? step.path, error) }
    case .setTimer(let timer): timers[timer.key] = timer.dueAt
    case .clearTimer(let key): timers[key] = nil
    case .publishEvent(let event): note("", "published the event '\(event.name)'")
    case .confirmFrame, .insertAttempt, .insertApproval, .updateApproval, .keepSignal, .takeSignal, .openWait,
      .closeWait, .tellChild, .tellParent, .requestSlot, .freeSlot:
      break
    }
  }

  private mutating func take(_ frame: Frame) {
    if frame.status != .live { finished[frame.id] = frame }
  }

  private func visit(_ entered: Decision.Entered) -> SimulationReport.Visit {
    let node = decider.program.nodes[entered.node]
    let place = places[entered.frame] ?? ""
    return .init(
      path: StepPath.display(in: place, state: node.name, visit: entered.visit), type: node.kind.type,
      isOutermost: entered.frame == .root(of: snapshot.run.id))
  }
}

extension AgentCatalog {
  /// Fixtures answer for agents that aren't known here: their names are all that is needed.
  fileprivate func answeringForAll(_ program: Program) -> AgentCatalog {
    let named = program.nodes.compactMap { node -> AgentID? in
      guard case .operation(.agent(let name, _, _)) = node.kind, name.isConstant,
        let text = try? name.render(in: DataScope(context: [:], now: SimulatedRun.standardStart)).stringValue
      else { return nil }
      return AgentID(rawValue: text)
    }
    let missing = Set(named).filter { agent($0) == nil }.sorted { $0.rawValue < $1.rawValue }
    guard !missing.isEmpty else { return self }
    return AgentCatalog(
      names.compactMap { agent($0) } + missing.map { AgentDefinition(id: $0, kind: .noop, hash: "", source: "") })
  }
}
