/// Which row each node stands in, and which edges lead backwards.
struct Ranking {
  /// From 0.
  var ranks: [Int]
  /// Edges that close a cycle, by their places.
  var isBack: [Bool]

  init(count: Int, edges: [ComponentEdge]) {
    var leaving = [[Int]](repeating: [], count: count)
    // The way of success first: a cycle is then closed by the edge that a reader would call the way back.
    for kind in DiagramGraph.EdgeKind.allCases {
      for (index, edge) in edges.enumerated() where edge.kind == kind { leaving[edge.from].append(index) }
    }
    var search = DepthFirst(count: count, edges: edges, leaving: leaving)
    search.run()
    isBack = search.isBack
    ranks = [Int](repeating: 0, count: count)
    let order = Array(search.finished.reversed())
    for node in order {
      for index in leaving[node] where !isBack[index] {
        ranks[edges[index].to] = max(ranks[edges[index].to], ranks[node] + 1)
      }
    }
    settle(order, edges, leaving)
  }

  /// Moves nodes that nothing leads to down to what they lead to.
  private mutating func settle(_ order: [Int], _ edges: [ComponentEdge], _ leaving: [[Int]]) {
    var arrivals = [Int](repeating: 0, count: ranks.count)
    for (index, edge) in edges.enumerated() where !isBack[index] { arrivals[edge.to] += 1 }
    for node in order.reversed() where arrivals[node] == 0 {
      let targets = leaving[node].filter { !isBack[$0] }.map { ranks[edges[$0].to] }
      if let nearest = targets.min() { ranks[node] = max(ranks[node], nearest - 1) }
    }
  }
}

/// Walks along the edges without recursion: chains may be ten thousand long.
private struct DepthFirst {
  let edges: [ComponentEdge]
  let leaving: [[Int]]
  private(set) var isBack: [Bool]
  /// Nodes in the order in which all that they lead to was done.
  private(set) var finished: [Int] = []
  private var state: [State]

  private enum State { case new, open, done }

  init(count: Int, edges: [ComponentEdge], leaving: [[Int]]) {
    self.edges = edges
    self.leaving = leaving
    isBack = [Bool](repeating: false, count: edges.count)
    state = [State](repeating: .new, count: count)
  }

  mutating func run() {
    for node in state.indices where state[node] == .new { visit(node) }
  }

  private mutating func visit(_ first: Int) {
    var stack = [(node: first, next: 0)]
    state[first] = .open
    while let (node, next) = stack.last {
      guard next < leaving[node].count else {
        state[node] = .done
        finished.append(node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let edge = leaving[node][next]
      let target = edges[edge].to
      switch state[target] {
      case .new:
        state[target] = .open
        stack.append((target, 0))
      case .open: isBack[edge] = true
      case .done: break
      }
    }
  }
}
