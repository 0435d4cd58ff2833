import JSON

/// Turns a checked tree into a ``Program``: every state gets an index, names become indices, expressions are compiled
/// once. Of a tree with errors it makes a program that must be thrown away, but reports all bad expressions.
struct ProgramCompiler {
  let expressions: ExpressionCompiler
  private let retryDefaults: RetrySettings
  private let defaultRetryCondition: Condition?
  var nodes: [Node] = []
  var blocks: [Block] = []

  static func compile(_ tree: WorkflowTree, _ findings: Findings) -> Program {
    var compiler = ProgramCompiler(ExpressionCompiler(findings: findings), tree.retryDefaults)
    _ = compiler.block(tree.block)
    return compiler.program(tree)
  }

  private init(_ expressions: ExpressionCompiler, _ retryDefaults: RetrySettings) {
    self.expressions = expressions
    self.retryDefaults = retryDefaults
    defaultRetryCondition = expressions.condition(retryDefaults.condition)
  }

  private func program(_ tree: WorkflowTree) -> Program {
    var program = Program(workflow: tree.id, nodes: nodes, blocks: blocks)
    program.version = tree.version
    program.name = tree.name
    program.description = tree.description
    program.tags = tree.tags
    program.cronStart = CronStart.first(of: tree)?.value
    // What starts by itself needs a schema for what it is given; said without one, anything goes.
    program.inputSchema = tree.inputSchema?.value ?? program.cronStart.map { _ in [:] }
    program.outputSchema = tree.outputSchema?.value
    program.vars = expressions.template(tree.vars)
    program.varNames = tree.vars?.value.objectValue?.keys ?? []
    program.labels = expressions.template(tree.labels)
    program.output = expressions.template(tree.output)
    program.timeout = tree.timeout?.value
    program.concurrency = tree.concurrency.map { written in
      Concurrency(
        key: expressions.template(written.key), limit: written.limit ?? 1, onLimit: written.onLimit ?? .queue)
    }
    program.priority = tree.priority
    program.cancellation = tree.cancellation ?? program.cancellation
    program.dialect = tree.dialect
    program.tests = tree.tests
    program.notify = tree.notify
    program.triggers = tree.triggers.map(trigger)
    program.onFailure = tree.onFailure.flatMap { BlockGraph(tree.block).indices[$0.value] }
    return program
  }

  /// Compiles the states of a block, and the blocks inside them.
  ///
  /// The block's nodes get consecutive indices, so that names resolve before the nodes are made.
  mutating func block(_ tree: BlockTree) -> Int {
    let names = BlockGraph(tree)
    let number = blocks.count
    let first = nodes.count
    blocks.append(Block(start: first + (names.start ?? 0), nodes: Array(first..<first + tree.states.count)))
    nodes += tree.states.enumerated().map {
      Node(index: first + $0.offset, block: number, name: $0.element.name.value, kind: .operation(.action("noop")))
    }
    let targets = Targets(first: first, indices: names.indices)
    for (offset, state) in tree.states.enumerated() { complete(first + offset, from: state, targets) }
    if let graph = tree.graph { connect(graph, of: tree, block: number, names, targets) }
    return number
  }

  private mutating func complete(_ index: Int, from state: StateTree, _ targets: Targets) {
    var node = nodes[index]
    if let kind = kind(of: state, targets) { node.kind = kind }
    node.condition = expressions.condition(state.condition)
    node.inputPath = expressions.path(state.inputPath)
    node.input = expressions.template(state.input)
    node.output = expressions.template(state.output)
    node.outputPath = expressions.path(state.outputPath)
    node.resultPath = resultPath(of: state)
    node.next = targets.successor(state.next)
    node.retry = (state.retry?.value).map { policy($0) }
    node.timeout = state.timeout?.value
    node.routes = routes(of: state, targets)
    nodes[index] = node
  }

  func policy(_ settings: RetrySettings) -> RetryPolicy {
    var policy = settings.policy(defaults: retryDefaults)
    policy.condition = settings.condition == nil ? defaultRetryCondition : expressions.condition(settings.condition)
    return policy
  }

  /// `steps.<name>` unless the state says otherwise. A switch has a result only if one is asked for, and what inject
  /// injects goes to the root.
  private func resultPath(of state: StateTree) -> [String]? {
    if let keys = state.resultKeys { return keys }
    if let written = state.resultPath { return storablePath(written, of: state) }
    switch state.kind {
    case .switch: return state.output == nil && state.outputPath == nil ? nil : ["steps", state.name.value]
    case .inject, .fail, .succeed, .sleep, .emit: return nil
    case .transform, .agent, .action, .approval, .parallel, .foreach, .while, .try, .await, .workflow, .unreadable:
      return ["steps", state.name.value]
    }
  }

  private func storablePath(_ written: Sourced<String>, of state: StateTree) -> [String]? {
    guard let keys = expressions.writePath(written) else { return nil }
    if !keys.isEmpty { return keys }
    if case .inject = state.kind { return nil }
    expressions.findings.report(
      .invalidValue, at: written.place, "a result can't replace the whole context",
      expected: "a path such as `steps.check`",
      actual: written.value)
    return nil
  }

  private func routes(of state: StateTree, _ targets: Targets) -> ErrorRoutes {
    var routes = ErrorRoutes()
    routes.onError = state.onError
    routes.errorNext = state.errorNext.map { targets.successor($0) }
    routes.handlers = state.handlers.map {
      ErrorRoutes.Handler(
        errors: $0.errors, condition: expressions.condition($0.condition),
        resultPath: expressions.writePath($0.resultPath), next: targets.successor($0.next))
    }
    return routes
  }
}

/// The states that a block's names stand for.
struct Targets {
  let first: Int
  let indices: [String: Int]

  func node(_ name: Sourced<String>?) -> Int? { name.flatMap { indices[$0.value] }.map { first + $0 } }

  /// The block's end for nil, and for a name that doesn't exist, which is reported elsewhere.
  func successor(_ name: Sourced<String>?) -> Successor { node(name).map { .node($0) } ?? .end }
}
