import JSON
import Testing

@testable import Engine

/// Branches that outlive their join (`cancelRest: false`).
struct LeftRunningTests {
  private static let race = JoinTests.three("mode: any, cancelRest: false")

  @Test func `the rest goes on, is never merged, and the run ends after it`() throws {
    var run = try Simulation(Self.race)
    try run.succeed("all/a/w", 1)
    #expect(run.openPaths == ["after", "all", "all/b/w", "all/c/w"])
    #expect(run.context["steps"]?["all"] == ["a": ["r": 1]])
    try run.succeed("after")
    #expect(run.run.status == .running, "two branches are still performed")
    try run.succeed("all/b/w", 2)
    #expect(run.run.status == .running)
    try run.succeed("all/c/w", 3)
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["all"] == ["a": ["r": 1]])
    #expect(run.statuses.values.allSatisfy { $0 == .succeeded })
    try run.checkReplay()
  }

  @Test func `a branch that fails after the join is recorded and harms nobody`() throws {
    var run = try Simulation(Self.race)
    try run.succeed("all/a/w", 1)
    try run.fail("all/b/w")
    try run.fail("all/c/w")
    #expect(run.openPaths == ["after"])
    #expect(run.statuses["all"] == .succeeded && run.statuses["all/b/w"] == .failed)
    try run.succeed("after")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a run waits for what the rest waits for`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: parallel
          join: {mode: any, cancelRest: false}
          branches:
            - {name: gate, states: [{name: ask, type: approval, message: Go?, end: true}]}
            - {name: quick, states: [{name: w, type: inject, data: {x: 1}, end: true}]}
          end: true
      """)
    #expect(run.run.status == .waitingApproval)
    try run.decide("all/gate/ask", approved: false)
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a failure around the rest ends it`() throws {
    var run = try Simulation(Self.race)
    try run.succeed("all/a/w", 1)
    try run.fail("after")
    #expect(run.run.status == .failed)
    #expect(run.statuses["all"] == .succeeded, "it had joined")
    #expect(run.statuses["all/b/w"] == .cancelled)
    try run.checkReplay()
  }

  @Test func `a cancelled run cancels the rest`() throws {
    var run = try Simulation(Self.race)
    try run.succeed("all/a/w", 1)
    try run.send(ControlTests.cancel(.stopRunning))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses["all/c/w"] == .cancelled)
  }

  @Test func `an iteration ends after what its joins left running`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: each
          type: foreach
          items: range(2)
          iterator:
            states:
              - name: race
                type: parallel
                join: {mode: any, cancelRest: false}
                outputAggregation: first
                branches:
                  - {name: l, states: [{name: w, type: operation, action: noop, resultPath: r, end: true}]}
                  - {name: r, states: [{name: w, type: operation, action: noop, resultPath: r, end: true}]}
                resultPath: won
                end: true
          end: true
      """)
    try run.succeed("each[0]/race/r/w", "R")
    #expect(run.openPaths == ["each", "each[0]/race", "each[0]/race/l/w"])
    try run.succeed("each[0]/race/l/w", "L")
    #expect(run.openPaths.contains("each[1]/race"))
    try run.succeed("each[1]/race/l/w", "L")
    try run.succeed("each[1]/race/r/w", "R")
    #expect(run.run.status == .completed)
    let won = run.run.output?["steps"]?["each"]?.arrayValue?.compactMap { $0["won"]?["r"]?.stringValue }
    #expect(won == ["R", "L"])
    try run.checkReplay()
  }

  @Test func `the deadline bounds the way to the join and not what goes on after it`() throws {
    var run = try Simulation(JoinTests.three("mode: any, cancelRest: false", "timeoutSeconds: 30"))
    #expect(run.timers.keys.map(\.kind) == [.compositeDeadline])
    try run.succeed("all/a/w", 1)
    #expect(run.timers.isEmpty)
    try run.pass(seconds: 60)
    #expect(run.openPaths == ["after", "all", "all/b/w", "all/c/w"])
  }

  @Test func `pausing and resuming finds the rest where it was`() throws {
    var run = try Simulation(Self.race)
    try run.succeed("all/a/w", 1)
    try run.succeed("after")
    try run.send(ControlTests.pause)
    try run.succeed("all/b/w")
    try run.send(.resumeRequested(by: "x"))
    try run.succeed("all/c/w")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }
}
