extension DiagramGraph {
  /// The picture told: for those who hear it.
  var words: String {
    var sentences: [String] = summary.map { [MarkupText.line($0, atMost: 500)] } ?? []
    scope.tell(&sentences)
    let told = sentences.prefix(Self.mostSentences).joined(separator: " ")
    let left = sentences.count - Self.mostSentences
    return left > 0 ? "\(told) And \(left) more." : told
  }

  /// Longer than this nobody listens.
  private static let mostSentences = 120
}

extension DiagramGraph.Scope {
  fileprivate func tell(_ sentences: inout [String]) {
    var ways = [[String]](repeating: [], count: nodes.count)
    for edge in edges { ways[edge.from].append(way(edge)) }
    for (node, ways) in zip(nodes, ways) {
      if !ways.isEmpty { sentences.append("\(Self.name(node)) leads to \(ways.joined(separator: ", ")).") }
      node.inside?.tell(&sentences)
    }
  }

  private func way(_ edge: DiagramGraph.Edge) -> String {
    let target = Self.name(nodes[edge.to])
    return edge.label.isEmpty ? target : "\(target) (\(MarkupText.line(edge.label)))"
  }

  private static func name(_ node: DiagramGraph.Node) -> String {
    switch node.kind {
    case .start: "The start"
    case .end: "the end"
    case .uncaught, .part, .reference, .state: MarkupText.line(node.name)
    }
  }
}
