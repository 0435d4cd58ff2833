import JSON
import Testing

@testable import Engine

/// Blocks in which several states are active at once.
struct GraphTests {
  @Test func `every transition that matches starts its targets, and a join waits for its arrivals`() throws {
    var run = try Simulation(
      graph(
        [
          "ask": [.init(targets: ["renew", "announce"])], "renew": [.init(targets: ["done"])],
          "announce": [.init(targets: ["done"])], "done": [],
        ], joins: ["done": 2]))
    try run.succeed("ask")
    #expect(run.openPaths == ["announce", "renew"])
    try run.succeed("renew", 1)
    #expect(run.openPaths == ["announce"])
    try run.succeed("announce", 2)
    #expect(run.openPaths == ["done"])
    try run.succeed("done")
    #expect(run.run.status == .completed)
    #expect(run.context["task"]?["renew"] == ["result": 1, "status": "succeeded"])
    try run.checkReplay()
  }

  @Test func `a failure goes along the transitions that take it, and else fails the run`() throws {
    let program = try graph([
      "check": [.init(outcomes: [.succeeded], targets: ["ok"]), .init(outcomes: [.failed], targets: ["report"])],
      "ok": [], "report": [],
    ])
    var run = try Simulation(program)
    try run.fail("check", "agent_error", "no answer")
    #expect(run.openPaths == ["report"])
    #expect(run.context["task"]?["check"]?["error"]?["message"] == "no answer")
    #expect(run.context["task"]?["check"]?["status"] == "failed")
    try run.fail("report", "agent_error", "no mail")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.message == "no mail")
    try run.checkReplay()
  }

  @Test func `publications see the result and what was published before`() throws {
    let publish = [
      Transition.Publication(path: ["vars", "count"], value: try Template(compiling: "{{ result.n + 1 }}")),
      Transition.Publication(path: ["vars", "twice"], value: try Template(compiling: "{{ ctx.vars.count * 2 }}")),
    ]
    var run = try Simulation(graph(["a": [.init(publish: publish, targets: ["b"])], "b": []]))
    try run.succeed("a", ["n": 1])
    #expect(run.context["vars"] == ["count": 2, "twice": 4])
    try run.succeed("b")
    try run.checkReplay()
  }

  @Test func `a cycle loops until its condition ends it`() throws {
    let again = try Condition(compiling: "result < 3")
    var run = try Simulation(
      graph(
        [
          "poll": [
            .init(condition: again, targets: ["poll"]),
            .init(condition: try Condition(compiling: "result >= 3"), targets: ["done"]),
          ],
          "done": [],
        ], entries: ["poll"]))
    for count in 1...3 { try run.succeed(count == 1 ? "poll" : "poll#\(count)", .integer(Int64(count))) }
    try run.succeed("done")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `of several transitions only the first fires where the block says so`() throws {
    var run = try Simulation(
      graph(["a": [.init(targets: ["b"]), .init(targets: ["c"])], "b": [], "c": []], entries: ["a"], firing: .first))
    try run.succeed("a")
    #expect(run.openPaths == ["b"])
  }

  @Test func `all that was started while the run paused begins when it goes on`() throws {
    var run = try Simulation(graph(["a": [.init(targets: ["b", "c"])], "b": [], "c": []]))
    let lease = try run.claim("a")
    try run.send(ControlTests.pause)
    try run.send(.stepSucceeded(StepResult(step: run.step("a").id, lease: lease, output: nil)))
    #expect(run.openPaths == [])
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.openPaths == ["b", "c"])
    try run.succeed("b")
    try run.succeed("c")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a join that not enough come to ends with the run`() throws {
    var run = try Simulation(
      graph(
        ["a": [.init(targets: ["done"])], "b": [.init(outcomes: [.failed], targets: ["done"])], "done": []],
        joins: ["done": 2]))
    try run.succeed("a")
    try run.succeed("b")
    #expect(run.run.status == .completed)
    #expect(run.statuses["done"] == nil)
    try run.checkReplay()
  }

  // MARK: Programs by hand

  struct Edge {
    var outcomes: Set<VisitOutcome> = Set(VisitOutcome.allCases)
    var condition: Condition?
    var publish: [Transition.Publication] = []
    var targets: [String]
  }

  /// A program of noop nodes, by name in the order of their names; entries are those that nothing leads to.
  func graph(
    _ edges: [String: [Edge]], joins: [String: Int] = [:], entries: [String]? = nil, firing: Graph.Firing = .all
  ) throws -> Program {
    let names = edges.keys.sorted()
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let nodes = names.enumerated().map { number, name in
      var node = Node(index: number, block: 0, name: name, kind: .operation(.action("noop")))
      node.next = .transitions(of: number)
      node.resultPath = ["task", name, "result"]
      node.join = joins[name]
      node.transitions = (edges[name] ?? []).map { edge in
        Transition(
          outcomes: edge.outcomes, condition: edge.condition, publish: edge.publish,
          targets: edge.targets.compactMap { index[$0] })
      }
      return node
    }
    let reached = Set(edges.values.flatMap { $0.flatMap(\.targets) })
    let first = (entries ?? names.filter { !reached.contains($0) }).compactMap { index[$0] }
    var block = Block(start: first.first ?? 0, nodes: Array(nodes.indices))
    block.graph = Graph(entries: first, firing: firing)
    return Program(workflow: "test", nodes: nodes, blocks: [block])
  }
}
