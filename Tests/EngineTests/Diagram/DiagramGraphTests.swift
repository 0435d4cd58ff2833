import JSON
import Testing

@testable import Engine

/// What a picture of a workflow shows.
struct DiagramGraphTests {
  private func ways(_ scope: DiagramGraph.Scope) -> Set<String> {
    let names = scope.nodes.map { node in
      switch node.kind {
      case .start: "START"
      case .end: "END"
      case .uncaught: "UNCAUGHT"
      case .part, .reference, .state: node.name
      }
    }
    return Set(
      scope.edges.map { edge in
        "\(names[edge.from]) -\(edge.kind == .flow ? "" : edge.kind.rawValue)-> \(names[edge.to])"
          + (edge.label.isEmpty ? "" : " (\(edge.label))")
      })
  }

  private func inside(_ name: String, _ scope: DiagramGraph.Scope) throws -> DiagramGraph.Scope {
    try #require(scope.nodes.first { $0.name == name }?.inside)
  }

  @Test func `every way that states may take is an edge with its condition`() throws {
    let graph = try DrawnWorkflows.program(states: DrawnWorkflows.everything).diagram()
    #expect(
      ways(graph.scope) == [
        "START --> prepare", "prepare --> look", "look --> choose", "look -error-> look (timeout)",
        "look -error-> tidy (error)", "choose --> both (ctx.limit > 2)", "choose --> look (ctx.limit < 0)",
        "choose --> ask (otherwise)", "both --> ask", "ask --> each", "ask -rejection-> tidy (rejected)",
        "ask -timeout-> prepare (timed out)", "each --> careful", "careful --> repeat", "repeat --> END",
      ])
  }

  @Test func `blocks are inside of their states`() throws {
    let scope = try DrawnWorkflows.program(states: DrawnWorkflows.everything).diagram().scope
    let both = try inside("both", scope)
    #expect(both.nodes.map(\.name) == ["left", "right"])
    #expect(both.nodes.map { $0.inside?.nodes.map(\.name) } == [["one"], ["two"]])
    #expect(
      ways(try inside("each", scope)) == ["again --> told (item > 1)", "again --> told (otherwise)"])
    #expect(
      ways(try inside("careful", scope)) == [
        "try -error-> catch as problem (http)", "try --> finally", "catch as problem --> finally",
      ])
    #expect(try inside("repeat", scope).nodes.map(\.name) == ["tick"])
  }

  @Test func `states say what they do`() throws {
    let scope = try DrawnWorkflows.program(states: DrawnWorkflows.everything).diagram().scope
    let notes = Dictionary(scope.nodes.map { ($0.name, $0.notes) }) { one, _ in one }
    #expect(notes["look"] == ["agent checker", "timeout 1m30s · 4 attempts"])
    #expect(notes["both"] == ["joins with the first success"])
    #expect(notes["each"] == ["each item of {{ [1, 2] }}"])
    #expect(notes["repeat"] == ["while index < 2", "at most 1000 passes"])
    #expect(notes["tidy"] == ["fails: untidy"])
    #expect(try inside("left", try inside("both", scope)).nodes.map(\.notes) == [["for 5m"]])
  }

  @Test func `where uncaught errors go is drawn`() throws {
    let program = try DrawnWorkflows.program(
      states:
        "- {name: a, type: operation, action: noop, end: true}\n- {name: b, type: operation, action: noop, end: true}",
      top: "onFailure: b")
    #expect(
      ways(program.diagram().scope) == ["START --> a", "a --> END", "b --> END", "UNCAUGHT -error-> b"])
  }

  @Test func `inside of others a loop back to the beginning shows where it begins`() throws {
    let body = """
      - name: each
        type: foreach
        items: "{{ [1] }}"
        iterator:
          states:
            - {name: try_it, type: operation, action: noop, next: enough}
            - {name: enough, type: switch, conditions: [{if: item, next: try_it}], defaultNext: last}
            - {name: last, type: operation, action: noop, end: true}
        end: true
      """
    let scope = try inside("each", try DrawnWorkflows.program(states: body).diagram().scope)
    #expect(ways(scope).contains("START --> try_it"))
    #expect(!ways(scope).contains("last --> END"))
  }

  @Test func `graphs show their entries, their transitions and what joins wait for`() throws {
    var nodes = ["a", "b", "c"].enumerated().map {
      Node(
        index: $0.offset, block: 0, name: $0.element, kind: .operation(.action("noop")),
        next: .transitions(of: $0.offset))
    }
    nodes[0].transitions = [
      Transition(outcomes: [.succeeded], condition: try Condition(compiling: "result > 1"), targets: [1, 2]),
      Transition(outcomes: [.failed, .timedOut], targets: []),
    ]
    nodes[1].transitions = [
      Transition(targets: [2]), Transition(condition: try Condition(compiling: "ctx.late"), targets: [0]),
    ]
    nodes[2].join = 2
    var block = Block(start: 0, nodes: [0, 1, 2])
    block.graph = Graph(entries: [0, 1])
    let scope = Program(workflow: "w", nodes: nodes, blocks: [block]).diagram().scope
    #expect(
      ways(scope) == [
        "START --> a", "START --> b", "a --> b (result > 1)", "a --> c (result > 1)",
        "a -error-> END (failed or timed out)", "b --> c (in any case)", "b --> a (ctx.late)", "c --> END",
      ])
    #expect(scope.nodes.first { $0.name == "c" }?.notes == ["noop", "waits for 2 arrivals"])
  }
}
