import JSON
import Testing

@testable import Engine

struct SequenceTests {
  @Test func `states follow each other and the context is the output`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, next: two}
        - {name: two, type: operation, action: noop, resultPath: found, end: true}
      """, input: ["city": "Bern"])
    #expect(run.run.status == .running)
    try run.succeed("one", ["a": 1])
    #expect(run.openPaths == ["two"])
    try run.succeed("two", "x")
    #expect(run.run.status == .completed)
    #expect(run.run.output == ["city": "Bern", "steps": ["one": ["a": 1]], "found": "x"])
    #expect(run.events.map(\.type) == [.runStarted, .stepSucceeded, .stepSucceeded])
  }

  @Test func `a run of pure states is over in its first event, which tells the path`() throws {
    let run = try Simulation(
      """
      id: test
      states:
        - {name: set, type: inject, data: {limit: 3}, next: choose}
        - name: choose
          type: switch
          conditions: [{if: "limit > 2", next: high}]
          defaultNext: low
        - {name: low, type: inject, data: {level: low}, end: true}
        - {name: high, type: inject, data: {level: high}, end: true}
      """)
    #expect(run.run.status == .completed)
    #expect(run.run.output?["level"] == "high")
    #expect(run.events.count == 1)
    #expect(run.steps.isEmpty)
    let trace = run.events[0].detail["trace"]?.arrayValue ?? []
    #expect(trace.compactMap { $0["path"]?.stringValue } == ["set", "choose", "high"])
  }

  @Test func `data flows from state to state where no input is written`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, next: note}
        - {name: note, type: inject, data: {seen: true}, next: two}
        - {name: two, type: operation, action: noop, end: true}
      """, input: ["n": 1])
    #expect(try run.step("one").input == ["n": 1])
    try run.succeed("one", ["m": 2])
    #expect(try run.step("two").input == ["m": 2])
  }

  @Test func `a state whose if is false is skipped`() throws {
    let run = try Simulation(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, if: "n > 5", next: two}
        - {name: two, type: inject, data: {done: true}, end: true}
      """, input: ["n": 1])
    #expect(run.run.output?["done"] == true)
    #expect(run.events[0].detail["trace"]?[0]?["outcome"] == "skipped")
  }

  @Test func `a result that arrives twice changes nothing the second time`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, next: two}
        - {name: two, type: operation, action: noop, end: true}
      """)
    let lease = try run.claim("one")
    let result = StepResult(step: try run.step("one").id, lease: lease, output: nil)
    #expect(try run.send(.stepSucceeded(result)) == nil)
    let before = run.snapshot
    #expect(try run.send(.stepSucceeded(result))?.contains("not open") == true)
    #expect(run.snapshot == before)
  }

  @Test func `a worker that lost its lease changes nothing`() throws {
    var run = try Simulation("{id: test, states: [{name: one, type: operation, action: noop, end: true}]}")
    let old = try run.claim("one")
    let id = try run.step("one").id
    try run.send(.leaseLost(id, old))
    #expect(try run.step("one").status == .pending)
    #expect(try run.step("one").attempt == 1, "an interrupted delivery uses up no attempt")
    let new = try run.claim("one")
    try run.send(.stepSucceeded(StepResult(step: id, lease: old, output: "old")))
    #expect(try run.step("one").lease == new)
    #expect(run.events.last?.type == .stepResultDropped, "the history says that a result was dropped")
    try run.send(.stepSucceeded(StepResult(step: id, lease: new, output: "new")))
    #expect(run.run.output?["steps"]?["one"] == "new")
  }

  @Test func `five lost deliveries end the step with lease_lost`() throws {
    var run = try Simulation("{id: test, states: [{name: one, type: operation, action: noop, end: true}]}")
    for _ in 1...5 {
      let lease = try run.claim("one")
      try run.send(.leaseLost(try run.step("one").id, lease))
    }
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "lease_lost")
  }

  @Test func `a loop without a way out fails at its limit of visits`() throws {
    let run = try Simulation(
      """
      id: test
      states:
        - name: again
          type: switch
          conditions: [{if: "True", next: mark}]
          defaultNext: out
        - {name: mark, type: inject, data: {x: 1}, next: again}
        - {name: out, type: inject, data: {y: 1}, end: true}
      """)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "limit")
    #expect(run.run.error?.message.contains("1000 times") == true)
    #expect(run.events.count > 5, "long decisions are cut into several commits")
  }

  @Test func `an expression that fails fails its step and says which names exist`() throws {
    let run = try Simulation(
      """
      id: test
      states:
        - name: choose
          type: switch
          conditions: [{if: "temprature > 3", next: out}]
          defaultNext: out
        - {name: out, type: inject, data: {y: 1}, end: true}
      """, input: ["temperature": 4])
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "expression")
    #expect(run.run.error?.message.contains("temperature") == true)
    #expect(run.statuses == ["choose": .failed])
  }

  @Test func `an output beyond its bound is a limit error`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, end: true}]}", limits: { $0.outputBytes = 100 })
    try run.succeed("one", .string(String(repeating: "x", count: 200)))
    #expect(run.run.error?.type == "limit")
  }

  @Test func `output and outputPath shape what is stored`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: one
          type: operation
          action: noop
          output: {kept: {n: "$.count", twice: "{{ result.count * 2 }}"}}
          outputPath: "$.kept"
          resultPath: shaped
          end: true
      """)
    try run.succeed("one", ["count": 4, "rest": "dropped"])
    #expect(run.run.output == ["shaped": ["n": 4, "twice": 8]])
  }
}
