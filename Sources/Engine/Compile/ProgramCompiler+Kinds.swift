import JSON

extension ProgramCompiler {
  /// Nil for what could not be compiled, which is reported.
  mutating func kind(of state: StateTree, _ targets: Targets) -> Node.Kind? {
    switch state.kind {
    case .agent(let call): agent(call)
    case .action(let name): .operation(.action(AgentID(rawValue: name.value)))
    case .approval(let gate): approval(gate, targets)
    case .switch(let choice): .switch(`switch`(choice, targets))
    case .parallel(let tree): .parallel(parallel(tree))
    case .foreach(let loop): foreach(loop)
    case .inject(let data): expressions.template(data).map { .inject($0) }
    case .while(let loop): `while`(loop)
    case .try(let parts): .try(`try`(parts))
    case .sleep(let sleep): pause(sleep)
    case .await(let wait): awaiting(wait)
    case .emit(let emit): self.emit(emit)
    case .workflow(let call): child(call)
    case .transform(let source): expressions.script(source).map { .transform($0) }
    case .fail(let tree): fail(tree)
    case .succeed(let output): .succeed(expressions.template(output))
    case .unreadable: nil
    }
  }

  private func agent(_ call: AgentCall) -> Node.Kind? {
    let task = expressions.template(call.task)
    let variables = expressions.template(call.variables)
    guard let name = expressions.template(call.agent) else { return nil }
    return .operation(.agent(name: name, task: task, variables: variables))
  }

  private func child(_ tree: WorkflowCallTree) -> Node.Kind? {
    let revision = expressions.template(tree.revision)
    guard let workflow = expressions.template(tree.workflow) else { return nil }
    return .workflow(ChildCall(workflow: workflow, revision: revision, waits: tree.waits))
  }

  private func approval(_ tree: ApprovalTree, _ targets: Targets) -> Node.Kind? {
    let title = expressions.template(tree.title)
    let evidence = tree.evidence.compactMap { expressions.path($0) }
    let approvers = expressions.template(tree.approvers)
    guard let message = expressions.template(tree.message) else { return nil }
    var gate = ApprovalGate(message: message)
    gate.title = title
    gate.evidence = evidence
    gate.approvers = approvers
    gate.onReject = tree.onReject
    gate.rejectNext = targets.node(tree.rejectNext)
    gate.onTimeout = tree.onTimeout
    gate.timeoutNext = targets.node(tree.timeoutNext)
    return .humanApproval(gate)
  }

  private func fail(_ tree: FailTree) -> Node.Kind? {
    let type = expressions.template(tree.errorType)
    guard let message = expressions.template(tree.message) else { return nil }
    return .fail(Failure(errorType: type, message: message))
  }

  private func `switch`(_ tree: SwitchTree, _ targets: Targets) -> Switch {
    let cases = tree.cases.compactMap { each in
      expressions.condition(each.condition).map { Switch.Case(condition: $0, next: targets.successor(each.next)) }
    }
    return Switch(
      dataPath: expressions.path(tree.dataPath), cases: cases,
      defaultNext: tree.defaultNext.map { targets.successor($0) })
  }

  private mutating func parallel(_ tree: ParallelTree) -> Parallel {
    var compiled: [Parallel.Branch] = []
    for branch in tree.branches { compiled.append(.init(name: branch.name.value, block: block(branch.block))) }
    var parallel = Parallel(branches: compiled, join: tree.join)
    parallel.aggregation = tree.aggregation
    return parallel
  }

  private mutating func foreach(_ tree: ForeachTree) -> Node.Kind? {
    let inner = block(tree.block)
    guard let items = items(tree.items) else { return nil }
    var foreach = Foreach(
      items: items, itemName: tree.itemName ?? "item", indexName: tree.indexName ?? "index",
      maxConcurrency: tree.maxConcurrency ?? 1, block: inner)
    foreach.batchSize = tree.batchSize
    foreach.onItemError = tree.onItemError
    foreach.toleratedFailures = tree.toleratedFailures
    return .foreach(foreach)
  }

  private func items(_ items: ForeachTree.Items) -> Foreach.Items? {
    switch items {
    case .path(let path): expressions.path(path).map { .path($0) }
    case .template(let source): expressions.template(source.map(Self.asExpression)).map { .template($0) }
    }
  }

  /// A text that is no template is an expression: `items: range(3)`.
  private static func asExpression(_ value: JSONValue) -> JSONValue {
    guard let text = value.stringValue, !TemplateText.mayBeTemplate(text) else { return value }
    return .string("${\(text)}")
  }
}
