import JSON

/// A decision in the making: the snapshot as it changes, and a note of everything that changed.
struct Draft {
  let program: Program
  let environment: DecisionEnvironment
  let now: Instant
  /// A place that is not to be entered; see ``Decider/decide(_:_:now:holding:)``.
  var held: StepPlace?
  /// The event that the decision will append.
  let eventNumber: Int64

  var snapshot: RunSnapshot
  /// States to enter next, first in first out, so that branches take turns.
  var agenda: [Visit] = []
  var agendaStart = 0
  /// The states entered so far, in order.
  var entered: [Decision.Entered] = []
  /// How many scopes were made, so that each has a seed of its own.
  var scopes = 0
  /// Pure transitions so far; see ``Limits/transitions``.
  var transitions = 0
  /// The run was accepted and may not begin, or go on, before it has a slot of its concurrency key.
  var awaitsSlot: Bool

  var eventType = EventType.runContinued
  var actor = Actor.system
  var eventStep: StepID?
  var payload: JSONValue?
  var detail = JSONObject()
  var trace: [JSONValue] = []

  /// The message that a waiting step takes, which its `output` sees as `event`.
  var message: Message?

  var rows = RowNotes()
  var deltas = FrameDeltas()
  /// Frames whose rows hold up to this event without being written.
  var confirmations: [Change] = []
  /// What leaves the run or waits for the tenant's events, in order.
  var effects: [Change] = []
  /// Frames' views of the context, computed once a decision.
  var views: [FrameID: JSONObject] = [:]

  init(program: Program, environment: DecisionEnvironment, snapshot: RunSnapshot, now: Instant) {
    self.program = program
    self.environment = environment
    self.snapshot = snapshot
    self.now = now
    self.eventNumber = snapshot.run.eventCount + 1
    awaitsSlot = snapshot.run.status == .pending && snapshot.run.eventCount > 0
  }

  struct Visit {
    var frame: FrameID
    var node: Int
  }

  var run: Run {
    get { snapshot.run }
    _modify { yield &snapshot.run }
  }

  // MARK: Agenda

  /// Enters the states on the agenda until none is left. A paused run, one that waits for its slot, and one whose
  /// decision is long enough already, notes in the frame where to go on.
  mutating func workThroughAgenda() throws(Interruption) {
    while agendaStart < agenda.count {
      let visit = agenda[agendaStart]
      agendaStart += 1
      guard !run.status.isTerminal, snapshot.frames[visit.frame]?.status == .live else { continue }
      if stillness != nil || transitions >= program.limits.transitions || isHeld(visit) {
        addPending(visit.node, in: visit.frame)
      } else {
        transitions += 1
        try enter(visit)
      }
    }
  }

  /// Drops what a frame was about to enter in this decision.
  mutating func forgetVisits(of frame: FrameID) {
    agenda = agenda[agendaStart...].filter { $0.frame != frame }
    agendaStart = 0
  }

  private func isHeld(_ visit: Visit) -> Bool {
    guard let held, let frame = snapshot.frames[visit.frame], program.nodes.indices.contains(visit.node) else {
      return false
    }
    let state = program.nodes[visit.node].name
    return held == StepPlace(frame: frame.path, state: state, visit: (frame.state.visits[state] ?? 0) + 1)
  }

  /// Sends a frame to its next state, or ends it.
  ///
  /// - Parameter outcome: how the state ended; only a graph's transitions ask.
  mutating func proceed(_ frame: FrameID, to successor: Successor, after outcome: VisitOutcome = .succeeded)
    throws(Interruption)
  {
    guard run.cancellation == nil, !run.status.isTerminal else { return }
    switch successor {
    case .node(let node): agenda.append(Visit(frame: frame, node: node))
    case .end: try finish(frame)
    case .transitions(let node): try depart(from: node, in: frame, outcome)
    }
  }

  /// Begins a block in a new frame.
  mutating func begin(_ frame: FrameID, _ block: Block) throws(Interruption) {
    guard let graph = block.graph else { return try proceed(frame, to: .node(block.start)) }
    try setOut(graph, in: frame)
  }

  // MARK: Looking things up

  func node(_ index: Int) throws(Interruption) -> Node {
    guard program.nodes.indices.contains(index) else { throw .broken("the program has no node \(index)") }
    return program.nodes[index]
  }

  func frame(_ id: FrameID) throws(Interruption) -> Frame {
    guard let frame = snapshot.frames[id] else { throw .broken("the frame \(id) is not among the run's live frames") }
    return frame
  }

  func openStep(_ id: StepID) throws(Interruption) -> Step {
    guard let step = snapshot.steps[id] else { throw .broken("the step \(id) is not among the run's open steps") }
    return step
  }

  var rootFrame: Frame? { snapshot.frames[.root(of: run.id)] }
}
