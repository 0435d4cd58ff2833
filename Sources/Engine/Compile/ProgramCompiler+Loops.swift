import JSON

extension ProgramCompiler {
  mutating func `while`(_ tree: WhileTree) -> Node.Kind? {
    let body = block(tree.body)
    guard let condition = expressions.condition(tree.condition) else { return nil }
    var loop = While(condition: condition, block: body)
    if let most = tree.maxIterations { loop.maxIterations = most }
    return .while(loop)
  }

  mutating func `try`(_ tree: TryTree) -> TryBlock {
    var parts = TryBlock(body: block(tree.body))
    for handler in tree.handlers { parts.handlers.append(self.handler(handler)) }
    if let finally = tree.finally { parts.finally = block(finally) }
    return parts
  }

  private mutating func handler(_ tree: TryTree.Handler) -> TryBlock.Handler {
    var handler = TryBlock.Handler(errors: tree.errors, condition: expressions.condition(tree.condition))
    handler.name = tree.name
    handler.retry = tree.retry.map { policy($0) }
    if let states = tree.block { handler.block = block(states) }
    return handler
  }
}
