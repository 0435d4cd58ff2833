import JSON
import JSONSchema

extension ProgramCompiler {
  /// Compiles the transitions of a graph's states.
  mutating func connect(
    _ graph: GraphTree, of tree: BlockTree, block: Int, _ names: BlockGraph, _ targets: Targets
  ) {
    for (offset, state) in tree.states.enumerated() {
      let index = targets.first + offset
      nodes[index].next = .transitions(of: index)
      nodes[index].join = state.join
      nodes[index].transitions = state.transitions.map { transition($0, targets) }
      nodes[index].outputSchema = state.outputSchema.flatMap { try? Schema(compiling: $0.value) }
    }
    blocks[block].graph = Graph(entries: names.entries.map { targets.first + $0 }, firing: graph.firing)
  }

  private func transition(_ tree: TransitionTree, _ targets: Targets) -> Transition {
    let publish = tree.publish.compactMap { each in
      expressions.template(each.value).map { Transition.Publication(path: each.keys, value: $0) }
    }
    return Transition(
      outcomes: tree.outcomes, condition: expressions.condition(tree.condition), publish: publish,
      targets: tree.targets.compactMap { targets.node($0) })
  }
}
