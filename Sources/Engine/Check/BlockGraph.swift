/// Who leads to whom within one block.
struct BlockGraph {
  let block: BlockTree
  /// The first state of each name.
  let indices: [String: Int]
  /// Where each state may go.
  private(set) var edges: [[Int]] = []
  /// The states after which the block may be over.
  private(set) var ends: Set<Int> = []

  init(_ block: BlockTree) {
    self.block = block
    indices = Dictionary(
      block.states.enumerated().map { ($1.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, state) in block.states.enumerated() {
      edges.append(successors(of: state, at: index))
      if isEnd(state) { ends.insert(index) }
    }
  }

  /// The index of the state that the block begins with; nil if `start` names none.
  var start: Int? { block.start.map { indices[$0.value] } ?? (block.states.isEmpty ? nil : 0) }

  /// The states that the block begins with: one, or in a graph all that nothing else leads to.
  var entries: [Int] {
    guard let graph = block.graph else { return [start].compactMap { $0 } }
    if let named = graph.entries { return named.compactMap { indices[$0] } }
    var reached = Set<Int>()
    // A state that leads only to itself begins nothing, but one that is also led to by itself still does.
    for (index, targets) in edges.enumerated() { reached.formUnion(targets.filter { $0 != index }) }
    return block.states.indices.filter { !reached.contains($0) }
  }

  /// Whether all ways are known: no name twice, and no state that could not be read.
  var isComplete: Bool {
    indices.count == block.states.count
      && !block.states.contains { if case .unreadable = $0.kind { true } else { false } }
  }

  /// Everything that can be reached from some states, themselves included.
  func reachable(from starts: [Int]) -> Set<Int> { Self.closure(of: starts) { edges[$0] } }

  /// The states from which some path leads to an end.
  var leadingToEnd: Set<Int> {
    var backwards = [[Int]](repeating: [], count: edges.count)
    for (from, targets) in edges.enumerated() { for to in targets { backwards[to].append(from) } }
    return Self.closure(of: Array(ends)) { backwards[$0] }
  }

  /// Whether a path leads from a state to an end that visits none but the given states.
  func leadsToEnd(from start: Int, within allowed: Set<Int>) -> Bool {
    guard allowed.contains(start) else { return false }
    return !Self.closure(of: [start]) { edges[$0].filter(allowed.contains) }.isDisjoint(with: ends)
  }

  private static func closure(of starts: [Int], _ step: (Int) -> [Int]) -> Set<Int> {
    var found = Set(starts)
    var open = starts
    while let next = open.popLast() {
      for other in step(next) where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  private func successors(of state: StateTree, at index: Int) -> [Int] {
    let named = state.targets.compactMap { indices[$0.value] }
    if block.graph != nil { return named }
    // Without `next` the state is reported; what follows it shall not be called unreachable on top of that.
    let falls = state.flowsOn && state.next == nil && !state.ends && index + 1 < block.states.count
    return falls ? named + [index + 1] : named
  }

  /// A state that should say where it goes counts too, for the same reason.
  private func isEnd(_ state: StateTree) -> Bool {
    // A token whose state has no transition that matches is at its end.
    if block.graph != nil { return true }
    return state.endsBlock || (state.flowsOn && state.next == nil) || state.handlers.contains { $0.next == nil }
  }
}
