extension WorkflowTree {
  /// Every block of the workflow, the outermost first.
  var blocks: [BlockTree] { [block] + block.inner }
}

extension BlockTree {
  /// The blocks inside, at any depth.
  fileprivate var inner: [BlockTree] { states.flatMap { $0.innerBlocks.flatMap { [$0] + $0.inner } } }
}

extension StateTree {
  var innerBlocks: [BlockTree] {
    switch kind {
    case .parallel(let parallel): parallel.branches.map(\.block)
    case .foreach(let loop): [loop.block]
    case .while(let loop): [loop.body]
    case .try(let parts): [parts.body] + parts.handlers.compactMap(\.block) + [parts.finally].compactMap { $0 }
    case .agent, .action, .approval, .switch, .inject, .transform, .fail, .succeed, .sleep, .await, .emit, .workflow,
      .unreadable:
      []
    }
  }

  /// Every state of the same block that this one names.
  var targets: [Sourced<String>] {
    let common = [next, errorNext].compactMap { $0 } + handlers.compactMap(\.next) + transitions.flatMap(\.targets)
    switch kind {
    case .switch(let choice): return common + choice.cases.map(\.next) + [choice.defaultNext].compactMap { $0 }
    case .approval(let gate): return common + [gate.rejectNext, gate.timeoutNext].compactMap { $0 }
    case .agent, .action, .parallel, .foreach, .inject, .while, .try, .transform, .fail, .succeed, .sleep, .await,
      .emit, .workflow, .unreadable:
      return common
    }
  }

  /// Whether the state goes on by `next`, `end` or its place in the block. A switch, and what ends its block, does so
  /// only when it is skipped.
  var flowsOn: Bool {
    switch kind {
    case .switch, .fail, .succeed: condition != nil
    case .agent, .action, .approval, .parallel, .foreach, .inject, .while, .try, .transform, .sleep, .await, .emit,
      .workflow, .unreadable:
      true
    }
  }

  /// Whether the block is over with this state, wherever it stands.
  var endsBlock: Bool {
    switch kind {
    case .fail, .succeed: true
    case .agent, .action, .approval, .switch, .parallel, .foreach, .inject, .while, .try, .transform, .sleep, .await,
      .emit, .workflow, .unreadable:
      false
    }
  }
}
