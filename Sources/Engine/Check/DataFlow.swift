import JSON

/// Who receives a state's result as the data that flows from state to state.
struct DataFlow {
  private let graph: BlockGraph
  /// States that hand on what they receive.
  private let passesOn: (StateTree) -> Bool

  init(_ block: BlockTree, passesOn: @escaping (StateTree) -> Bool) {
    graph = BlockGraph(block)
    self.passesOn = passesOn
  }

  /// The states that take the result of a state of the block without a word about it.
  func receivers(after index: Int) -> [StateTree] { receivers(from: successors(of: index)) }

  private func receivers(from starts: [Int]) -> [StateTree] {
    var found: [StateTree] = []
    var open = starts
    var seen = Set(starts)
    while let index = open.popLast() {
      let state = graph.block.states[index]
      let takesData = state.input == nil && state.inputPath == nil
      var next = state.condition == nil ? [] : successors(of: index)
      switch state.kind {
      case .agent, .action:
        if takesData { found.append(state) }
        if takesData, passesOn(state) { next += successors(of: index) }
      case .switch(let choice):
        next += (choice.cases.map(\.next) + [choice.defaultNext].compactMap { $0 }).compactMap {
          graph.indices[$0.value]
        }
      case .inject, .sleep: next += successors(of: index)
      case .parallel(let tree) where takesData:
        for branch in tree.branches { found += DataFlow(branch.block, passesOn: passesOn).first }
      case .while(let loop) where takesData: found += DataFlow(loop.body, passesOn: passesOn).first
      case .try(let parts) where takesData: found += DataFlow(parts.body, passesOn: passesOn).first
      case .parallel, .while, .try: break
      // What these receive goes into no agent, or an expression takes it from where it is stored.
      case .approval, .foreach, .transform, .await, .emit, .workflow, .fail, .succeed, .unreadable: break
      }
      for other in next where seen.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// What receives the data that flows into the block.
  private var first: [StateTree] { receivers(from: graph.start.map { [$0] } ?? []) }

  /// Where a state goes when all went well.
  private func successors(of index: Int) -> [Int] {
    let state = graph.block.states[index]
    if let next = state.next { return graph.indices[next.value].map { [$0] } ?? [] }
    return state.ends || !state.flowsOn || index + 1 >= graph.block.states.count ? [] : [index + 1]
  }
}

extension AgentCatalog {
  /// The agent of a state that always runs the same one; nil if there is none, or none of that name.
  func agent(of state: StateTree) -> AgentDefinition? {
    switch state.kind {
    case .agent(let call): call.agent.value.stringValue.flatMap { agent(AgentID(rawValue: $0)) }
    case .action(let name): agent(AgentID(rawValue: name.value))
    case .approval, .switch, .parallel, .foreach, .while, .try, .inject, .transform, .sleep, .await, .emit, .workflow,
      .fail, .succeed, .unreadable:
      nil
    }
  }

  /// Whether the state answers with what it receives, and says nothing about it.
  func passesOn(_ state: StateTree) -> Bool {
    guard let agent = agent(of: state), case .noop = agent.kind else { return false }
    return agent.outputSchema == nil
  }
}
