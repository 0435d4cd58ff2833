extension Program {
  /// What a picture of the workflow shows.
  public func diagram() -> DiagramGraph {
    DiagramGraph(
      title: name ?? workflow.rawValue, summary: description, scope: DiagramBuilder(program: self).workflow())
  }
}

/// Turns a program's blocks into scopes: each state a node, each way that it may take an edge.
struct DiagramBuilder {
  let program: Program

  func workflow() -> DiagramGraph.Scope {
    guard !program.blocks.isEmpty else { return DiagramGraph.Scope() }
    var scope = BlockScope(program.blocks[0], isWorkflow: true)
    fill(&scope)
    if let state = program.onFailure { scope.addUncaught(leadingTo: state) }
    return scope.finished
  }

  func block(_ number: Int) -> DiagramGraph.Scope {
    guard program.blocks.indices.contains(number) else { return DiagramGraph.Scope() }
    var scope = BlockScope(program.blocks[number], isWorkflow: false)
    fill(&scope)
    return scope.finished
  }

  private func fill(_ scope: inout BlockScope) {
    let states = scope.block.nodes.filter(program.nodes.indices.contains).map { program.nodes[$0] }
    for state in states {
      scope.add(
        DiagramGraph.Node(
          .state(state.kind.type), name: state.name, notes: notes(of: state), inside: inside(of: state),
          state: state.index),
        ways: ways(of: state))
    }
  }
}

/// A way out of a state, before it is known what is drawn for it.
struct DiagramWay: Hashable {
  /// Nil: the block's end.
  var target: Int?
  var label = ""
  var kind = DiagramGraph.EdgeKind.flow
}

/// A scope in the making: the states of one block and the marks of where it begins and ends.
struct BlockScope {
  let block: Block
  private let isWorkflow: Bool
  private var scope = DiagramGraph.Scope()
  private var places: [Int: Int] = [:]
  private var ways: [(from: Int, ways: [DiagramWay])] = []
  private var uncaught: Int?

  init(_ block: Block, isWorkflow: Bool) {
    self.block = block
    self.isWorkflow = isWorkflow
  }

  mutating func add(_ node: DiagramGraph.Node, ways: [DiagramWay]) {
    if let state = node.state { places[state] = scope.nodes.count }
    self.ways.append((scope.nodes.count, ways))
    scope.nodes.append(node)
  }

  mutating func addUncaught(leadingTo state: Int) { uncaught = state }

  /// With all edges, and the marks.
  var finished: DiagramGraph.Scope {
    var result = self
    for (from, ways) in ways { result.draw(ways, from: from) }
    result.markStart()
    if let uncaught, let place = result.places[uncaught] {
      result.scope.nodes.append(DiagramGraph.Node(.uncaught, name: "uncaught error"))
      result.connect(result.scope.nodes.count - 1, place, DiagramWay(kind: .error))
    }
    return result.scope
  }

  /// The end is marked where a state leads to it; inside of others only where it is one way of several.
  private mutating func draw(_ ways: [DiagramWay], from: Int) {
    var end: Int?
    for way in ways {
      if let target = way.target {
        if let place = places[target] { connect(from, place, way) }
      } else if isWorkflow || ways.count > 1 {
        if end == nil {
          end = scope.nodes.count
          scope.nodes.append(DiagramGraph.Node(.end, name: ""))
        }
        if let end { connect(from, end, way) }
      }
    }
  }

  /// The first in its list, so that drawings begin with it. Inside of others it is left out where nothing leads back.
  private mutating func markStart() {
    let entries = (block.graph?.entries ?? [block.start]).compactMap { places[$0] }
    guard isWorkflow || scope.edges.contains(where: { entries.contains($0.to) }) else { return }
    scope.nodes.insert(DiagramGraph.Node(.start, name: ""), at: 0)
    for index in scope.edges.indices {
      scope.edges[index].from += 1
      scope.edges[index].to += 1
    }
    for key in places.keys { places[key]? += 1 }
    scope.edges.insert(contentsOf: entries.map { DiagramGraph.Edge(from: 0, to: $0 + 1) }, at: 0)
  }

  private mutating func connect(_ from: Int, _ to: Int, _ way: DiagramWay) {
    let edge = DiagramGraph.Edge(from: from, to: to, label: way.label, kind: way.kind)
    if scope.edges.last != edge { scope.edges.append(edge) }
  }
}
