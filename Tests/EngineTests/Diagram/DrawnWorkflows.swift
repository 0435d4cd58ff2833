import Engine
import Testing

/// Workflows to draw.
enum DrawnWorkflows {
  /// Every kind of state, and every kind of way between them.
  static let everything = """
    - {name: prepare, type: inject, data: {limit: 3}, next: look}
    - name: look
      type: operation
      action: agent.run
      input: {agent: checker, task: look}
      timeoutSeconds: 90
      retry: {maxAttempts: 4}
      catch: [{errors: [timeout], next: look}]
      errorNext: tidy
      next: choose
    - name: choose
      type: switch
      conditions:
        - {if: ctx.limit > 2, next: both}
        - {if: ctx.limit < 0, next: look}
      defaultNext: ask
    - name: both
      type: parallel
      branches:
        - {name: left, states: [{name: one, type: sleep, duration: 5m, end: true}]}
        - {name: right, states: [{name: two, type: await, signal: go, end: true}]}
      join: {mode: any}
      next: ask
    - name: ask
      type: human_approval
      message: Really?
      approvers: ["role:approver"]
      rejectNext: tidy
      timeoutSeconds: 60
      timeoutNext: prepare
      next: each
    - name: each
      type: foreach
      items: "{{ [1, 2] }}"
      iterator:
        states:
          - {name: again, type: switch, conditions: [{if: item > 1, next: told}], defaultNext: told}
          - {name: told, type: emit, event: done, end: true}
      next: careful
    - name: careful
      type: try
      try: {states: [{name: risky, type: operation, action: noop, end: true}]}
      catch: [{errors: [http], as: problem, states: [{name: mend, type: operation, action: noop, end: true}]}]
      finally: {states: [{name: close, type: operation, action: noop, end: true}]}
      next: repeat
    - name: repeat
      type: while
      condition: index < 2
      body: {states: [{name: tick, type: transform, expression: "1 + 1", end: true}]}
      end: true
    - {name: tidy, type: fail, errorType: untidy, message: no}
    """

  static func program(states: String, top: String = "") throws -> Program {
    let checked = Checked(states: states, top: top)
    try #require(!checked.report.hasErrors, "\(checked.report.text)")
    return try #require(checked.program)
  }

  /// So many states with branches, loops, error routes and ways back, the same ones each time.
  static func tangled(_ count: Int, seed: UInt64 = 1) -> DiagramGraph {
    var dice = LayoutDice(state: seed)
    var scope = DiagramGraph.Scope(nodes: [DiagramGraph.Node(.start, name: "")])
    for number in 0..<count {
      let inside = dice.roll(10) == 0 ? small(&dice) : nil
      let kind: StateType = inside != nil ? .foreach : dice.roll(4) == 0 ? .switch : .operation
      scope.nodes.append(
        DiagramGraph.Node(.state(kind), name: "state_\(number)", notes: ["agent worker"], inside: inside))
      scope.edges.append(DiagramGraph.Edge(from: number, to: number + 1))
    }
    for number in 1...count {
      if dice.roll(3) == 0 {
        scope.edges.append(
          DiagramGraph.Edge(from: number, to: min(count, number + 1 + dice.roll(8)), label: "count > \(number)"))
      }
      if dice.roll(8) == 0 {
        scope.edges.append(
          DiagramGraph.Edge(from: number, to: max(1, number - dice.roll(10)), label: "not yet done"))
      }
      if dice.roll(8) == 0 {
        scope.edges.append(DiagramGraph.Edge(from: number, to: count, label: "error", kind: .error))
      }
    }
    return DiagramGraph(title: "Tangled", scope: scope)
  }

  private static func small(_ dice: inout LayoutDice) -> DiagramGraph.Scope {
    let count = 1 + dice.roll(4)
    return DiagramGraph.Scope(
      nodes: (0..<count).map { DiagramGraph.Node(.state(.operation), name: "inner_\($0)") },
      edges: (0..<count - 1).map { DiagramGraph.Edge(from: $0, to: $0 + 1) })
  }
}

/// Numbers that look thrown, the same in each run.
private struct LayoutDice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}
