extension DiagramBuilder {
  /// Everywhere that a state may lead to, the ordinary way first.
  func ways(of node: Node) -> [DiagramWay] {
    onward(from: node) + decisions(of: node) + errorRoutes(of: node)
  }

  private func onward(from node: Node) -> [DiagramWay] {
    switch node.kind {
    case .fail: return []
    case .switch(let choice): return cases(of: choice)
    case .operation, .humanApproval, .parallel, .foreach, .inject, .transform, .while, .try, .sleep, .await, .emit,
      .workflow, .succeed:
      return ways(along: node.next)
    }
  }

  private func cases(of choice: Switch) -> [DiagramWay] {
    let cases = choice.cases.flatMap { ways(along: $0.next, label: $0.condition.words) }
    return cases + (choice.defaultNext.map { ways(along: $0, label: "otherwise") } ?? [])
  }

  /// What a person decides, or doesn't in time.
  private func decisions(of node: Node) -> [DiagramWay] {
    guard case .humanApproval(let gate) = node.kind else { return [] }
    return [
      gate.rejectNext.map { DiagramWay(target: $0, label: "rejected", kind: .rejection) },
      gate.timeoutNext.map { DiagramWay(target: $0, label: "timed out", kind: .timeout) },
    ].compactMap { $0 }
  }

  private func errorRoutes(of node: Node) -> [DiagramWay] {
    let caught = node.routes.handlers.flatMap { handler in
      ways(along: handler.next, label: Self.label(errors: handler.errors, handler.condition), kind: .error)
    }
    return caught + (node.routes.errorNext.map { ways(along: $0, label: "error", kind: .error) } ?? [])
  }

  /// `http.timeout or http.refused if error.attempts > 2`.
  static func label(errors: [String], _ condition: Condition?) -> String {
    let types = errors.isEmpty ? "error" : errors.joined(separator: " or ")
    return condition.map { "\(types) if \($0.words)" } ?? types
  }

  private func ways(
    along successor: Successor, label: String = "", kind: DiagramGraph.EdgeKind = .flow
  ) -> [DiagramWay] {
    switch successor {
    case .node(let target): return [DiagramWay(target: target, label: label, kind: kind)]
    case .end: return [DiagramWay(target: nil, label: label, kind: kind)]
    case .transitions(let node):
      guard program.nodes.indices.contains(node) else { return [] }
      let transitions = program.nodes[node].transitions
      return transitions.isEmpty ? [DiagramWay()] : transitions.flatMap(ways)
    }
  }

  // MARK: Transitions

  private func ways(of transition: Transition) -> [DiagramWay] {
    let targets: [Int?] = transition.targets.isEmpty ? [nil] : transition.targets
    let (label, kind) = (Self.label(of: transition), Self.kind(of: transition.outcomes))
    return targets.map { DiagramWay(target: $0, label: label, kind: kind) }
  }

  private static func label(of transition: Transition) -> String {
    let outcomes = outcomes(transition.outcomes)
    guard let condition = transition.condition?.words else { return outcomes }
    // A condition that is asked whatever happened says itself what it wants.
    let isAsked = !outcomes.isEmpty && transition.outcomes != Set(VisitOutcome.allCases)
    return isAsked ? "\(outcomes) if \(condition)" : condition
  }

  /// Success needs no word.
  private static func outcomes(_ outcomes: Set<VisitOutcome>) -> String {
    if outcomes == Set(VisitOutcome.allCases) { return "in any case" }
    if outcomes.isSubset(of: [.succeeded, .skipped]), outcomes.contains(.succeeded) { return "" }
    return VisitOutcome.allCases.filter(outcomes.contains).map(\.word).joined(separator: " or ")
  }

  private static func kind(of outcomes: Set<VisitOutcome>) -> DiagramGraph.EdgeKind {
    if outcomes == [.timedOut] { return .timeout }
    return outcomes.isSubset(of: [.failed, .timedOut]) ? .error : .flow
  }
}

extension VisitOutcome {
  fileprivate var word: String {
    switch self {
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .timedOut: "timed out"
    case .skipped: "skipped"
    }
  }
}

extension Condition {
  /// Without the braces that some write around the whole.
  var words: String {
    guard source.hasPrefix("{{"), source.hasSuffix("}}"), source.count > 4 else { return source }
    let inner = source.dropFirst(2).dropLast(2).drop { $0 == " " }
    return String(inner.reversed().drop { $0 == " " }.reversed())
  }
}
