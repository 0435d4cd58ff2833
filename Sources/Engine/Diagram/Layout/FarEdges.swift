/// In a large tangle, lines across many rows are replaced by references, as flow charts on paper do it: they would cost
/// a bend in each row that they pass, and nobody could follow them.
enum FarEdges {
  /// Rows that a line may still pass in a tangle.
  private static let reach = 12

  static func replaced(in scope: DiagramGraph.Scope) -> DiagramGraph.Scope {
    let edges = scope.edges.map { ComponentEdge(from: $0.from, to: $0.to, label: $0.label, kind: $0.kind) }
    let ranking = Ranking(count: scope.nodes.count, edges: edges)
    let spans = edges.map { abs(ranking.ranks[$0.to] - ranking.ranks[$0.from]) }
    guard bends(edges, ranking, spans) > 3 * scope.nodes.count + 2_000 else { return scope }
    var result = DiagramGraph.Scope(nodes: scope.nodes)
    for (edge, span) in zip(scope.edges, spans) {
      var edge = edge
      if span > reach {
        result.nodes.append(DiagramGraph.Node(.reference, name: "→ \(scope.nodes[edge.to].name)"))
        edge.to = result.nodes.count - 1
      }
      result.edges.append(edge)
    }
    return result
  }

  /// Lines to the same box share their bends.
  private static func bends(_ edges: [ComponentEdge], _ ranking: Ranking, _ spans: [Int]) -> Int {
    var longest: [Trunk: Int] = [:]
    for (index, edge) in edges.enumerated() {
      longest[Trunk(edge, isBack: ranking.isBack[index]), default: 0].raise(to: spans[index])
    }
    return longest.values.reduce(0, +)
  }
}

/// What lines have in common that run together: where they lead, and why.
struct Trunk: Hashable {
  var target: Int
  var kind: DiagramGraph.EdgeKind
  var isBack: Bool

  init(_ edge: ComponentEdge, isBack: Bool) {
    target = edge.to
    kind = edge.kind
    self.isBack = isBack
  }
}

extension Int {
  mutating func raise(to other: Int) { self = Swift.max(self, other) }
}
