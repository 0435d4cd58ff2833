import JSON
import Testing

@testable import Engine

/// One state called `it` between `before` and `after`, inside of positions, and what is to happen to it.
struct Scene {
  var type: StateType
  /// The outermost first; empty is the workflow's own block.
  var positions: [Position]
  var fate: Fate

  var definition: String {
    var block =
      "[\(Position.noop("before").dropLast()), next: it}, \(state)\(type.goesOn ? ", " + Position.noop("after") : "")]"
    for (depth, position) in positions.enumerated().reversed() { block = position.around(block, depth: depth) }
    return "id: test\nstates: \(block)"
  }

  private var state: String {
    let fields = fate == .error ? type.brokenFields ?? type.fields : type.fields
    let timeout = fate == .timeout ? ", timeoutSeconds: 60" : ""
    let next = type.goesOn && type != .switch ? ", next: after" : ""
    return "{name: it, \(fields)\(timeout)\(next)}"
  }

  var prefix: String { positions.enumerated().map { $1.prefix(depth: $0) }.joined() }
  private var it: String { prefix + "it" }

  var name: String {
    "\(type.rawValue) in \((["root"] + positions.map(\.rawValue)).joined(separator: " > ")): \(fate.rawValue)"
  }

  /// A scene that can't be played is reported with its name, and the others go on.
  func playOrReport() {
    do { try play() } catch { Issue.record("\(name): \(error)") }
  }

  /// Plays the scene to its end and says everything that is not as it must be.
  func play() throws {
    var run = try Simulation(definition)
    if fate == .crash { run.reloadsAlways = true }
    switch fate {
    case .success: try reach(&run)
    case .error:
      try reach(&run)
      if type.brokenFields == nil { try run.playBadly(type, at: it) }
    case .timeout:
      try reach(&run)
      try run.playOut(type, at: it)
    case .cancel: try cancel(&run)
    case .pauseAndResume: try pauseAndResume(&run)
    case .crash: try crash(&run)
    }
    try finish(&run)
    check(run)
    try run.checkReplay()
  }

  // MARK: What happens

  /// To the moment at which the state was just entered.
  private func reach(_ run: inout Simulation) throws { try run.succeed(prefix + "before") }

  private func cancel(_ run: inout Simulation) throws {
    guard type.isOverAtOnce else {
      try reach(&run)
      _ = try run.step(it)
      return _ = try run.send(ControlTests.cancel(.stopRunning))
    }
    // Who is over at once can only be kept from being entered.
    try whilePerformingBefore(&run) { try $0.send(ControlTests.cancel(.finishRunning)) }
    #expect(run.statuses[it] == nil, "\(name)")
  }

  private func pauseAndResume(_ run: inout Simulation) throws {
    try whilePerformingBefore(&run) { try $0.send(pause(at: $0.now)) }
    #expect(run.run.status == .paused && run.statuses[it] == nil, "\(name): nothing begins in a paused run")
    try run.send(.resumeRequested(by: "user:ada"))
    guard !type.isOverAtOnce else { return }
    _ = try run.step(it)
    try run.send(pause(at: run.now))
    if type.endsWhilePaused || type == .sleep { try run.playWell(type, at: it) }
    #expect(run.run.status == .paused, "\(name)")
    #expect((run.statuses[it]?.isTerminal == true) == type.endsWhilePaused, "\(name): results are recorded")
    #expect(run.statuses[prefix + "after"] == nil, "\(name)")
    try run.send(.resumeRequested(by: "user:ada"))
    try run.pass(seconds: 0)
  }

  private func pause(at now: Instant) -> Stimulus {
    .pauseRequested(.init(by: "user:ada", reason: "lunch", at: now))
  }

  /// The worker dies once, and the run is loaded anew after each decision.
  private func crash(_ run: inout Simulation) throws {
    let lease = try run.claim(prefix + "before")
    try run.send(.leaseLost(try run.step(prefix + "before").id, lease))
    try reach(&run)
  }

  private func whilePerformingBefore(_ run: inout Simulation, _ act: (inout Simulation) throws -> String?) throws {
    let lease = try run.claim(prefix + "before")
    let id = try run.step(prefix + "before").id
    _ = try act(&run)
    try run.send(.stepSucceeded(StepResult(step: id, lease: lease, output: nil)))
  }

  /// Everything goes well from here, until the run is over.
  private func finish(_ run: inout Simulation) throws {
    for _ in 0..<Self.mostActions where !run.run.status.isTerminal {
      let open = run.openPaths.compactMap { path in try? run.step(path) }
      if let again = open.first(where: { $0.state == "it" && $0.status != .succeeded }) {
        try run.playWell(type, at: again.path)
      } else if let next = open.first(where: { $0.type == .operation && $0.status == .pending }) {
        try run.succeed(next.path)
      } else {
        Issue.record("\(name): nothing is left to do, and the run is \(run.run.status.rawValue): \(run.openPaths)")
        return
      }
    }
  }

  /// Two passes in each of some positions make many.
  private static let mostActions = 2_000

  // MARK: What must be

  private func check(_ run: Simulation) {
    #expect(run.run.status == expectedEnd, "\(name): \(run.run.error?.message ?? "")")
    let open = run.steps.values.filter { !$0.status.isTerminal }.map(\.path)
    #expect(open.isEmpty, "\(name)")
    #expect(run.statuses[it] == expectedStep, "\(name)")
    let went = expectedEnd == .completed && type.goesOn
    #expect(run.statuses[prefix + "after"] == (went ? .succeeded : nil), "\(name)")
    if expectedEnd == .completed, !positions.isEmpty { #expect(run.statuses["last"] == .succeeded, "\(name)") }
    if expectedEnd == .failed { #expect(run.run.error?.step?.hasPrefix(it) == true, "\(name)") }
  }

  private var expectedEnd: RunStatus {
    switch fate {
    case .error: .failed
    case .timeout: type.endOfTimeout
    case .cancel: .cancelled
    case .success, .pauseAndResume, .crash: type == .fail ? .failed : .completed
    }
  }

  private var expectedStep: StepStatus? {
    switch fate {
    case .error: .failed
    case .timeout: .timedOut
    case .cancel: type.isOverAtOnce ? nil : .cancelled
    case .success, .pauseAndResume, .crash: type == .fail ? .failed : type.isOverAtOnce ? nil : .succeeded
    }
  }
}
