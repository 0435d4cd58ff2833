import JSON
import Testing

@testable import Engine

struct CompositeTests {
  static let parallel = """
    id: test
    states:
      - name: both
        type: parallel
        branches:
          - name: left
            states:
              - {name: l1, type: operation, action: noop, resultPath: first, next: l2}
              - {name: l2, type: operation, action: noop, resultPath: second, end: true}
          - name: right
            states:
              - {name: r1, type: operation, action: noop, resultPath: result, end: true}
        next: after
      - {name: after, type: inject, data: {done: true}, end: true}
    """

  @Test func `branches run side by side and join to an object of their writes`() throws {
    var run = try Simulation(Self.parallel)
    #expect(run.openPaths == ["both", "both/left/l1", "both/right/r1"])
    try run.succeed("both/right/r1", 3)
    try run.succeed("both/left/l1", 1)
    #expect(run.run.status == .running)
    try run.succeed("both/left/l2", 2)
    #expect(run.run.status == .completed)
    #expect(
      run.run.output?["steps"]?["both"] == ["left": ["first": 1, "second": 2], "right": ["result": 3]])
  }

  @Test func `a branch sees its own writes and not the other's`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - name: left
              states:
                - {name: set, type: inject, data: {mark: 1}, next: work}
                - {name: work, type: operation, action: noop, input: {mark: "{{ ctx.mark }}"}, end: true}
            - name: right
              states:
                - {name: work, type: operation, action: noop, input: {sees: "{{ hasattr(ctx, 'mark') }}"}, end: true}
          end: true
      """)
    #expect(try run.step("both/left/work").input == ["mark": 1])
    #expect(try run.step("both/right/work").input == ["sees": false])
    try run.succeed("both/left/work")
    try run.succeed("both/right/work")
    #expect(run.run.output?["mark"] == nil, "what branches write is theirs")
  }

  @Test func `a branch that fails closes the others and fails the run`() throws {
    var run = try Simulation(Self.parallel)
    let lease = try run.claim("both/left/l1")
    let left = try run.step("both/left/l1").id
    try run.fail("both/right/r1")
    #expect(run.run.status == .failed)
    #expect(run.statuses == ["both": .failed, "both/left/l1": .cancelled, "both/right/r1": .failed])
    #expect(run.run.error?.step == "both/right/r1")
    #expect(try run.send(.stepSucceeded(StepResult(step: left, lease: lease, output: nil))) == "the run is FAILED")
  }

  @Test func `foreach goes through the items one by one, in order`() throws {
    var run = try Simulation(Self.foreach(concurrency: 1), input: ["hosts": ["a", "b", "c"]])
    #expect(run.openPaths == ["all", "all[0]/check"])
    #expect(try run.step("all[0]/check").input == ["host": "a", "n": 0])
    try run.succeed("all[0]/check", "A")
    try run.succeed("all[1]/check", "B")
    try run.succeed("all[2]/check", "C")
    #expect(run.run.status == .completed)
    #expect(
      run.run.output?["steps"]?["all"] == [
        ["result": "A", "item": "a", "index": 0], ["result": "B", "item": "b", "index": 1],
        ["result": "C", "item": "c", "index": 2],
      ])
  }

  @Test func `a bounded foreach keeps its window full and its results in order`() throws {
    var run = try Simulation(Self.foreach(concurrency: 2), input: ["hosts": ["a", "b", "c", "d"]])
    #expect(run.openPaths == ["all", "all[0]/check", "all[1]/check"])
    try run.succeed("all[1]/check", "B")
    #expect(run.openPaths == ["all", "all[0]/check", "all[2]/check"])
    try run.succeed("all[2]/check", "C")
    try run.succeed("all[3]/check", "D")
    try run.succeed("all[0]/check", "A")
    let results = run.run.output?["steps"]?["all"]?.arrayValue?.compactMap { $0["result"]?.stringValue }
    #expect(results == ["A", "B", "C", "D"])
  }

  @Test func `a foreach over nothing gives an empty list`() throws {
    let run = try Simulation(Self.foreach(concurrency: 1), input: ["hosts": []])
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["all"] == [])
  }

  @Test func `a foreach over many items joins what was loaded`() throws {
    let hosts = (0..<150).map { JSONValue.string("h\($0)") }
    var run = try Simulation(Self.foreach(concurrency: 3), input: ["hosts": .array(hosts)])
    for index in 0..<150 { try run.succeed("all[\(index)]/check", .integer(Int64(index))) }
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["all"]?.arrayValue?.count == 150)
    #expect(run.run.output?["steps"]?["all"]?[149]?["result"] == 149)
  }

  @Test func `a wide window opens in several decisions, and none tells again of those that still wait`() throws {
    let hosts = (0..<50).map { JSONValue.string("h\($0)") }
    var run = try Simulation(Self.foreach(concurrency: 50), input: ["hosts": .array(hosts)]) { $0.transitions = 20 }
    #expect(run.openPaths.count == 51)
    let goingOn = run.events.filter { $0.type == .runContinued }
    #expect(goingOn.count == 2)
    #expect(goingOn.allSatisfy { ($0.detail["frames"]?.arrayValue?.count ?? 0) <= 20 })
    for index in 0..<50 { try run.succeed("all[\(index)]/check", .integer(Int64(index))) }
    #expect(run.run.output?["steps"]?["all"]?[49]?["result"] == 49)
    try run.checkReplay()
  }

  @Test func `a context that nobody writes is not written again and again`() throws {
    let hosts = (0..<200).map { JSONValue.string("h\($0)") }
    var run = try Simulation(Self.foreach(concurrency: 1), input: ["hosts": .array(hosts)])
    for index in 0..<199 { try run.succeed("all[\(index)]/check") }
    #expect(run.rootRow == [.written, .confirmed, .confirmed])
  }

  @Test func `what is no list can't be gone through`() throws {
    let run = try Simulation(Self.foreach(concurrency: 1), input: ["hosts": "a"])
    #expect(run.run.error?.type == "validation")
    #expect(run.run.error?.message.contains("must be a list") == true)
  }

  @Test func `composites nest, and paths say where a step is`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: "{{ hosts }}"
          iterator:
            states:
              - name: both
                type: parallel
                branches:
                  - {name: l, states: [{name: w, type: operation, action: noop, input: {h: "{{ item }}"}, end: true}]}
                  - {name: r, states: [{name: w, type: operation, action: noop, end: true}]}
                end: true
          end: true
      """, input: ["hosts": ["a", "b"]])
    for item in 0...1 {
      try run.succeed("all[\(item)]/both/l/w", "L")
      try run.succeed("all[\(item)]/both/r/w", "R")
    }
    #expect(run.run.status == .completed)
    let both = run.run.output?["steps"]?["all"]?[1]?["steps"]?["both"]
    #expect(both == ["l": ["steps": ["w": "L"]], "r": ["steps": ["w": "R"]]])
  }

  @Test func `a composite with retry is entered again as a new visit`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: "{{ hosts }}"
          retry: {maxAttempts: 2, backoffSeconds: 5}
          iterator: {states: [{name: w, type: operation, action: noop, end: true}]}
          end: true
      """, input: ["hosts": ["a"]])
    try run.fail("all[0]/w")
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 5)
    #expect(run.openPaths == ["all#2", "all#2[0]/w"])
    try run.succeed("all#2[0]/w")
    #expect(run.run.status == .completed)
  }

  static func foreach(concurrency: Int) -> String {
    """
    id: test
    states:
      - name: all
        type: foreach
        itemsPath: ctx.hosts
        itemName: host
        indexName: n
        maxConcurrency: \(concurrency)
        iterator:
          start: check
          states:
            - name: check
              type: operation
              action: noop
              input: {host: "{{ host }}", n: "{{ n }}"}
              resultPath: result
              end: true
        end: true
    """
  }
}
