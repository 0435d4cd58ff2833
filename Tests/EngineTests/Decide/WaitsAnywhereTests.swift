import JSON
import Testing

@testable import Engine

/// Sleeps, awaits and gates in every kind of frame: each goes on, times out, is paused and is cancelled there.
struct WaitsAnywhereTests {
  /// Where a state stands; `STATE` is the place.
  static let frames = [
    "{name: a, type: parallel, branches: [{name: b, states: [STATE]}]}",
    "{name: a, type: foreach, items: range(1), iterator: {states: [STATE]}}",
    "{name: a, type: while, condition: index < 1, body: {states: [STATE]}}",
    "{name: a, type: try, try: {states: [STATE]}, finally: {states: [{name: f, type: inject, data: {f: 1}}]}}",
    """
    {name: a, type: try, try: {states: [{name: t, type: inject, data: {x: "{{ nothing }}"}}]}, catch: {states: [STATE]}}
    """,
    "{name: a, type: try, try: {states: [{name: t, type: inject, data: {x: 1}}]}, finally: {states: [STATE]}}",
    "{name: a, type: foreach, items: range(2), maxConcurrency: 2, iterator: {states: [{name: p, type: parallel, "
      + "branches: [{name: b, states: [STATE]}]}]}}",
  ]

  static let waits = [
    "{name: w, type: sleep, duration: 60}", "{name: w, type: await, signal: go, timeoutSeconds: 60}",
    "{name: w, type: await, event: go, timeoutSeconds: 60}",
    "{name: w, type: approval, message: Go?, timeoutSeconds: 60}",
  ]

  private func run(_ frame: String, _ wait: String) throws -> Simulation {
    try Simulation("{id: test, states: [\(frame.replacing("STATE", with: wait))]}")
  }

  private func waiting(_ run: Simulation) -> [Step] {
    run.snapshot.steps.values.filter { $0.state == "w" }.sorted { $0.path < $1.path }
  }

  /// Brings what every waiting step waits for.
  private func satisfy(_ run: inout Simulation) throws {
    while let step = waiting(run).first {
      switch step.type {
      case .sleep: try run.pass(seconds: 60)
      case .await: if step.input?["event"] == nil { try run.signal("go") } else { try run.publish("go") }
      case .humanApproval: try run.decide(step.path, approved: true)
      default: throw InvariantViolation("\(step.path) is no wait")
      }
    }
  }

  @Test(arguments: frames, waits)
  func `what is waited for comes, and the run goes on`(frame: String, wait: String) throws {
    var run = try run(frame, wait)
    #expect(!waiting(run).isEmpty)
    #expect([.waitingTimer, .waitingSignal, .waitingApproval].contains(run.run.status))
    #expect(run.run.waitingFor != nil)
    try satisfy(&run)
    #expect(run.run.status == .completed)
    #expect(run.waits.isEmpty && run.timers.isEmpty)
    try run.checkReplay()
  }

  @Test(arguments: frames, waits.dropFirst())
  func `what doesn't come in time ends the run TIMED_OUT`(frame: String, wait: String) throws {
    var run = try run(frame, wait)
    try run.pass(seconds: 60)
    #expect(run.run.status == .timedOut)
    #expect(run.waits.isEmpty && run.timers.isEmpty)
    try run.checkReplay()
  }

  @Test(arguments: frames, waits)
  func `what comes during a pause acts when the run is resumed`(frame: String, wait: String) throws {
    var run = try run(frame, wait)
    try run.send(ControlTests.pause)
    if waiting(run).first?.type == .sleep { try run.pass(seconds: 60) } else { try satisfy(&run) }
    try run.send(.resumeRequested(by: "x"))
    try run.pass(seconds: 0)
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test(arguments: frames, waits)
  func `cancelling ends it at once, and nothing is left that could wake it`(frame: String, wait: String) throws {
    var run = try run(frame, wait)
    try run.send(ControlTests.cancel(.finishRunning))
    #expect(run.run.status == .cancelled)
    #expect(run.waits.isEmpty && run.timers.isEmpty)
  }
}
