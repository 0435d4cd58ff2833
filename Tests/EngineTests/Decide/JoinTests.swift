import JSON
import Testing

@testable import Engine

/// How branches come together: which of them count, and what becomes of the rest.
struct JoinTests {
  /// Three branches `a`, `b`, `c` of one step each, and a state after them.
  static func three(_ join: String, _ more: String = "", branch: String = "") -> String {
    let branches = ["a", "b", "c"].map {
      "{name: \($0), states: [{name: w, type: operation, action: noop, resultPath: r, \(branch) end: true}]}"
    }
    return """
      id: test
      states:
        - name: all
          type: parallel
          join: {\(join)}
          branches: [\(branches.joined(separator: ", "))]
          \(more.isEmpty ? "comment: none" : more)
          next: after
        - {name: after, type: operation, action: noop, end: true}
      """
  }

  private func stored(_ run: Simulation) -> JSONValue? { run.context["steps"]?["all"] }

  @Test func `any takes the first success and closes the others in the same commit`() throws {
    var run = try Simulation(Self.three("mode: any"))
    let lease = try run.claim("all/c/w")
    let late = try run.step("all/c/w").id
    try run.succeed("all/b/w", 2)
    #expect(run.openPaths == ["after"])
    #expect(stored(run) == ["b": ["r": 2]])
    #expect(
      run.statuses == [
        "all": .succeeded, "all/a/w": .cancelled, "all/b/w": .succeeded, "all/c/w": .cancelled, "after": .pending,
      ])
    let answer = try run.send(.stepSucceeded(StepResult(step: late, lease: lease, output: 3)))
    #expect(answer == "the step \(late) is not open any more")
    try run.succeed("after")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `any survives failures as long as one branch is left, and fails with the errors of all`() throws {
    var run = try Simulation(Self.three("mode: any"))
    try run.fail("all/a/w", "busy", "no room")
    try run.fail("all/b/w", "busy", "no power")
    #expect(run.run.status == .running)
    var won = run
    try won.succeed("all/c/w", 3)
    #expect(stored(won) == ["c": ["r": 3]])
    try won.checkReplay()
    try run.fail("all/c/w", "gone", "no answer")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "gone")
    #expect(run.run.error?.message == "all 3 branches failed: a: no room; b: no power; c: no answer")
    #expect(run.run.error?.details["branches"]?["a"]?["type"] == "busy")
    try run.checkReplay()
  }

  @Test func `a quorum joins with so many successes, and fails as soon as they are out of reach`() throws {
    var run = try Simulation(Self.three("mode: quorum, count: 2"))
    try run.fail("all/a/w")
    #expect(run.openPaths == ["all", "all/b/w", "all/c/w"])
    var reached = run
    try reached.succeed("all/c/w", 3)
    #expect(reached.openPaths == ["all", "all/b/w"])
    try reached.succeed("all/b/w", 2)
    #expect(stored(reached) == ["b": ["r": 2], "c": ["r": 3]])
    try run.fail("all/b/w", "gone", "no answer")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.message == "2 of 3 branches failed, and 2 must succeed: a: it broke; b: no answer")
    #expect(run.statuses["all/c/w"] == .cancelled)
    try run.checkReplay()
  }

  @Test func `collect keeps a branch's error as its entry and waits for the others`() throws {
    var run = try Simulation(Self.three("onBranchError: collect"))
    try run.fail("all/b/w", "busy", "no room")
    try run.succeed("all/a/w", 1)
    try run.succeed("all/c/w", 3)
    #expect(stored(run)?["a"] == ["r": 1])
    #expect(stored(run)?["b"]?["error"]?["type"] == "busy")
    #expect(stored(run)?["b"]?["error"]?["step"] == "all/b/w")
    #expect(stored(run)?["c"] == ["r": 3])
    #expect(run.openPaths == ["after"])
    try run.checkReplay()
  }

  @Test func `a quorum that collects stores the errors so far beside the successes`() throws {
    var run = try Simulation(Self.three("mode: quorum, count: 1, onBranchError: collect"))
    try run.fail("all/a/w", "busy")
    try run.succeed("all/c/w", 3)
    #expect(stored(run)?.objectValue?.keys == ["a", "c"])
    #expect(stored(run)?["a"]?["error"]?["type"] == "busy")
  }

  @Test func `the timer, the approval and the branches inside a closed branch go with it`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: parallel
          join: {mode: any}
          branches:
            - name: gate
              states: [{name: ask, type: approval, message: Go?, timeoutSeconds: 60, end: true}]
            - name: deep
              states:
                - name: each
                  type: foreach
                  items: range(3)
                  timeoutSeconds: 90
                  iterator:
                    states: [{name: w, type: operation, action: noop, retry: {backoffSeconds: 30}, end: true}]
                  end: true
            - name: quick
              states: [{name: w, type: operation, action: noop, end: true}]
          end: true
      """)
    try run.fail("all/deep/each[0]/w")
    #expect(run.timers.count == 3)
    try run.succeed("all/quick/w")
    #expect(run.run.status == .completed)
    #expect(run.timers.isEmpty)
    #expect(run.approvals.values.map(\.status) == [.cancelled])
    #expect(run.statuses["all/deep/each"] == .cancelled)
    try run.checkReplay()
  }

  @Test func `array, first and merge shape what is stored`() throws {
    for (aggregation, expected) in [
      ("array", [["r": 1], ["r": 2], ["r": 3]]), ("first", ["r": 3]),
    ] as [(String, JSONValue)] {
      var run = try Simulation(Self.three("mode: all", "outputAggregation: \(aggregation)"))
      try run.succeed("all/c/w", 3)
      try run.succeed("all/a/w", 1)
      try run.succeed("all/b/w", 2)
      #expect(stored(run) == expected)
    }
  }

  @Test func `the winner is the same when the run was loaded anew in between`() throws {
    var run = try Simulation(Self.three("mode: all", "outputAggregation: first"))
    try run.succeed("all/c/w", 3)
    run.forgetFinishedFrames()
    try run.succeed("all/a/w", 1)
    try run.succeed("all/b/w", 2)
    #expect(stored(run) == ["r": 3])
  }

  static func merging(_ left: String, _ right: String) -> String {
    """
    id: test
    states:
      - name: all
        type: parallel
        outputAggregation: merge
        branches:
          - {name: left, states: [{name: l, type: inject, data: \(left), end: true}]}
          - {name: right, states: [{name: r, type: inject, data: \(right), end: true}]}
        end: true
    """
  }

  @Test func `merge goes into objects that both branches wrote`() throws {
    let run = try Simulation(Self.merging("{a: {x: 1}, c: 3}", "{a: {y: 2}}"))
    #expect(run.run.output?["steps"]?["all"] == ["a": ["x": 1, "y": 2], "c": 3])
  }

  @Test(arguments: [
    ("{a: {x: 1}}", "{a: {x: 1}}", "a.x"), ("{a: 1}", "{a: {x: 2}}", "a"), ("{a: {b: {x: 1}}}", "{a: {b: 2}}", "a.b"),
  ])
  func `two branches that wrote the same place are an error that names them and the place`(
    left: String, right: String, place: String
  ) throws {
    let run = try Simulation(Self.merging(left, right))
    #expect(run.run.error?.type == "validation")
    #expect(run.run.error?.message == "the branches 'left' and 'right' both wrote \(place), so they can't be merged")
    try run.checkReplay()
  }

  @Test func `a composite is tried again as a whole, whatever its join`() throws {
    var run = try Simulation(Self.three("mode: quorum, count: 3", "retry: {maxAttempts: 2, backoffSeconds: 5}"))
    try run.fail("all/a/w")
    #expect(run.openPaths == ["all#2"])
    try run.pass(seconds: 5)
    for branch in ["a", "b", "c"] { try run.succeed("all#2/\(branch)/w", 1) }
    #expect(run.openPaths == ["after"])
    try run.checkReplay()
  }
}
