import JSON
import Testing

@testable import Engine

/// One run of a definition made by chance, to which everything happens that may happen to a run, in any order.
struct RandomPlay {
  var dice: Chance
  var run: Simulation
  /// All claims there ever were, also those that were lost.
  var claims: [(step: StepID, lease: Lease)] = []
  /// What changed the run, for people who look for the reason of a failure.
  private(set) var log: [String] = []
  private(set) var stimuli = 0
  private(set) var ignored = 0
  /// Most stories end early, for most of what happens is bad. In some the world is kind, so that they become long.
  let isKind: Bool

  /// Deciding reads no clock; this is how long the world plays with the run before it lets it end.
  private static let moves = 5...120
  private static let manyMoves = 200...600
  /// Enough for what the small limits of these runs allow.
  private static let mostMovesToTheEnd = 400

  init(_ program: Program, _ dice: Chance) throws {
    self.dice = dice
    var program = program
    isKind = self.dice.happens(25)
    program.limits.visits = isKind ? 12 : 3
    program.limits.deliveries = 2
    program.limits.transitions = self.dice.pick(200, 1, 3, 7)
    if self.dice.happens(4) { program.limits.contextBytes = 400 }
    if self.dice.happens(4) { program.limits.outputBytes = 12 }
    run = try Simulation(program, input: RandomDefinition.input, agents: [.stub("worker")])
    run.continuesAtOnce = self.dice.happens(60)
    run.reloadsAlways = self.dice.happens(30)
  }

  /// Plays until the run is over, or nothing but a person could end it; that one then cancels it.
  mutating func play() throws {
    for _ in 0..<dice.number(isKind ? Self.manyMoves : Self.moves) where !run.run.status.isTerminal {
      try move()
      try checkReason()
    }
    for _ in 0..<Self.mostMovesToTheEnd where !run.run.status.isTerminal {
      guard try moveOn() else { break }
      try checkReason()
    }
    if !run.run.status.isTerminal { try giveUp() }
    // What is over stays over.
    for _ in 0..<5 { try move() }
  }

  /// Nobody says anything more than that it shall end.
  private mutating func giveUp() throws {
    try send(.cancelRequested(.init(by: "user:ada", reason: nil, policy: .stopRunning, at: run.now)))
    if !run.run.status.isTerminal { try pass(milliseconds: 3_600_000) }
    #expect(run.run.status == .cancelled, "a run that is cancelled ends")
  }

  // MARK: What happens

  mutating func send(_ stimulus: Stimulus) throws {
    stimuli += 1
    let line = "\(run.now.milliseconds % 1_000_000_000): \(stimulus)"
    log.append(line)
    if try run.send(stimulus) != nil {
      ignored += 1
      log.removeLast()
    }
  }

  mutating func claim(_ step: Step) throws {
    log.append("claim \(step.path)")
    claims.append((step.id, try run.claim(step.path)))
  }

  /// The clock moves, and the tick fires what is due.
  mutating func pass(milliseconds: Int64) throws {
    run.now = run.now + TimeSpan(milliseconds: milliseconds)
    let due = run.timers.filter { $0.value <= run.now }.map(\.key).sorted { "\($0)" < "\($1)" }
    for key in due where run.timers[key] != nil { try send(.timerFired(key)) }
    for step in openSteps where step.lease != nil && step.deadlineAt.map({ $0 <= run.now }) == true {
      try send(.timerFired(.init(run: run.run.id, step: step.id, kind: .attemptOverdue)))
    }
  }

  // MARK: What there is

  /// In an order that doesn't depend on the process.
  var openSteps: [Step] { run.snapshot.steps.values.sorted { $0.id < $1.id } }

  /// What a worker may take: nothing of a run that stands still.
  var queued: [Step] {
    run.run.pause == nil && run.run.status != .pending && run.run.cancellation == nil
      ? openSteps.filter { $0.status == .pending } : []
  }

  var isContinuing: Bool { run.snapshot.frames.values.contains { !$0.state.pending.isEmpty } }
}
