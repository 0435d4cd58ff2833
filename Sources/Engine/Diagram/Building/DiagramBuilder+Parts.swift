extension DiagramBuilder {
  /// The blocks of a state that has some.
  func inside(of node: Node) -> DiagramGraph.Scope? {
    switch node.kind {
    case .parallel(let parallel):
      DiagramGraph.Scope(
        nodes: parallel.branches.map { DiagramGraph.Node(.part, name: $0.name, inside: block($0.block)) })
    case .foreach(let loop): block(loop.block)
    case .while(let loop): block(loop.block)
    case .try(let parts): scope(of: parts)
    case .operation, .humanApproval, .switch, .inject, .transform, .sleep, .await, .emit, .workflow, .fail, .succeed:
      nil
    }
  }

  /// The body, its handlers beside each other, and what runs last.
  private func scope(of parts: TryBlock) -> DiagramGraph.Scope {
    var scope = DiagramGraph.Scope(nodes: [DiagramGraph.Node(.part, name: "try", inside: block(parts.body))])
    for handler in parts.handlers {
      scope.edges.append(
        DiagramGraph.Edge(
          from: 0, to: scope.nodes.count, label: Self.label(errors: handler.errors, handler.condition), kind: .error))
      scope.nodes.append(part(of: handler))
    }
    guard let finally = parts.finally else { return scope }
    let last = scope.nodes.count
    scope.edges += (0..<last).map { DiagramGraph.Edge(from: $0, to: last) }
    scope.nodes.append(DiagramGraph.Node(.part, name: "finally", inside: block(finally)))
    return scope
  }

  private func part(of handler: TryBlock.Handler) -> DiagramGraph.Node {
    var notes: [String] = []
    if let retry = handler.retry { notes.append("tries again, \(retry.maxAttempts) times in all") }
    if handler.block == nil { notes.append("goes on") }
    return DiagramGraph.Node(
      .part, name: handler.name.map { "catch as \($0)" } ?? "catch", notes: notes,
      inside: handler.block.map(block))
  }
}
