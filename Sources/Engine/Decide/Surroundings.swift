import JSON

/// Evaluating one state: pure functions from what it sees to what it does.
struct Surroundings {
  var scope: DataScope
  /// What flowed into the state.
  var data: JSONValue
  var agents: AgentCatalog
  var limits: Limits
  var zones: ZoneData
}

/// Work for an executor, with its input.
struct Work {
  var executor: AgentID
  var task: String?
  var input: JSONValue
  var timeout: TimeSpan?
}

/// What a person is asked.
struct Question {
  var title: String?
  var message: String
  var evidence: JSONObject
  var approvers: [String]
}

/// A block to run in a frame of its own.
struct Region {
  var kind: Frame.Kind
  var block: Int
  var data: JSONValue
  var locals: JSONObject
  /// The error that the block handles.
  var caught: RunError?
}

extension Draft {
  func evaluate(_ node: Node, in surroundings: Surroundings) throws(RunError) -> Entry {
    if let condition = node.condition, try !condition.isTrue(in: surroundings.scope) { return .skip }
    switch node.kind {
    case .inject(let template):
      return .merge(try surroundings.injected(template, by: node))
    case .transform(let script):
      return .value(try script.value(in: surroundings.scope))
    case .fail(let failure):
      throw try surroundings.error(of: failure)
    case .succeed(let output):
      return .succeed(try output?.render(in: surroundings.scope))
    case .switch(let choice):
      return try surroundings.choose(choice, in: node)
    case .operation(let operation):
      return .queue(try surroundings.work(operation, of: node))
    case .humanApproval(let gate):
      return .ask(try surroundings.question(gate))
    case .parallel(let parallel):
      let input = try surroundings.input(of: node)
      return .open(parallel.regions(input: input), input: input)
    case .foreach(let foreach):
      return .iterate(try surroundings.items(of: foreach))
    case .while:
      return .loop(input: try surroundings.input(of: node))
    case .try:
      return .attempt(input: try surroundings.input(of: node))
    case .sleep(let sleep):
      return .sleep(until: try surroundings.wakeTime(of: sleep))
    case .await(let wait):
      return .await(try surroundings.expectation(of: wait, timeout: node.timeout))
    case .emit(let emit):
      return .publish(try surroundings.message(of: emit))
    case .workflow(let call):
      return .queue(try surroundings.call(call, of: node))
    }
  }
}

extension Surroundings {
  /// A state's input: what `inputPath` names or what flowed in, under the rendered `input`.
  func input(of node: Node) throws(RunError) -> JSONValue {
    var value = node.input == nil ? data : JSONValue.object([:])
    if let path = node.inputPath {
      guard let found = try path.value(in: scope) else {
        throw RunError(.expression, "inputPath \(path) names nothing in the context")
      }
      value = found
    }
    guard let template = node.input else { return value }
    let rendered = try template.render(in: scope)
    guard case .object(let over) = rendered, case .object(let under) = value else { return rendered }
    return .object(under.merging(over))
  }

  func object(_ template: Template, what: String) throws(RunError) -> JSONObject {
    let value = try template.render(in: scope)
    guard case .object(let object) = value else {
      throw RunError(.validation, "\(what) must be an object, but is \(value.article) \(value.typeName)")
    }
    return object
  }

  func text(_ template: Template) throws(RunError) -> String {
    let value = try template.render(in: scope)
    return value.stringValue ?? value.text
  }

  func choose(_ choice: Switch, in node: Node) throws(RunError) -> Draft.Entry {
    var scope = scope
    if let path = choice.dataPath {
      guard let data = try path.value(in: scope) else {
        throw RunError(.expression, "dataPath \(path) names nothing in the context")
      }
      scope.switchData = data
    } else if node.input != nil || node.inputPath != nil {
      scope.switchData = try input(of: node)
    }
    let value = scope.switchData ?? data
    for (index, candidate) in choice.cases.enumerated() where try candidate.condition.isTrue(in: scope) {
      return .pass(
        next: candidate.next, value: value, note: "condition \(index + 1): \(candidate.condition.source)")
    }
    guard let next = choice.defaultNext else {
      throw RunError(.expression, "none of the \(choice.cases.count) conditions is true, and there is no defaultNext")
    }
    return .pass(next: next, value: value, note: "default")
  }

  /// `data`, over what `input` and `inputPath` give. That may be anything if there is nothing to lay over it.
  func injected(_ template: Template, by node: Node) throws(RunError) -> JSONValue {
    let data = try object(template, what: "data")
    guard node.input != nil || node.inputPath != nil else { return .object(data) }
    let input = try input(of: node)
    if case .object(let under) = input { return .object(under.merging(data)) }
    if data.isEmpty { return input }
    throw RunError(
      .validation, "only an object can be merged with data, but the input is \(input.article) \(input.typeName)")
  }

  func error(of failure: Failure) throws(RunError) -> RunError {
    let type = try failure.errorType.map { (template) throws(RunError) in try text(template) } ?? Failure.defaultType
    let message = try text(failure.message)
    guard !type.isEmpty else { throw RunError(.validation, "the errorType is empty; the message was: \(message)") }
    return RunError(type: type, message: message)
  }

  func work(_ operation: Operation, of node: Node) throws(RunError) -> Work {
    switch operation {
    case .action(let action):
      return Work(executor: action, task: nil, input: try input(of: node), timeout: node.timeout)
    case .agent(let name, let task, let variables):
      let id = AgentID(try text(name))
      guard let agent = agents.agent(id) else {
        throw RunError(
          .validation, "there is no agent '\(id)'",
          details: ["agents": .array(agents.names.map { .string($0.rawValue) })])
      }
      let task = try task.map { (template) throws(RunError) in try text(template) }
      let input = AgentInput.assemble(
        agent: agent, context: scope.context, input: try objectInput(of: node, what: "an agent's input"),
        variables: try variables.map { (template) throws(RunError) in try object(template, what: "variables") } ?? [:],
        task: task)
      return Work(executor: id, task: task, input: input, timeout: node.timeout ?? agent.timeout)
    }
  }

  /// What flowed in counts only if it is an object; agents and workflows take named values.
  func objectInput(of node: Node, what: String) throws(RunError) -> JSONObject {
    let value = try input(of: node)
    if case .object(let object) = value { return object }
    if node.input == nil, node.inputPath == nil { return [:] }
    throw RunError(.validation, "\(what) must be an object, but is \(value.article) \(value.typeName)")
  }

  func question(_ gate: ApprovalGate) throws(RunError) -> Question {
    var evidence = JSONObject()
    for path in gate.evidence {
      guard let value = try path.value(in: scope) else {
        throw RunError(.expression, "\(path), which the approval is to show, names nothing in the context")
      }
      evidence[path.description] = value
    }
    return Question(
      title: try gate.title.map { (template) throws(RunError) in try text(template) },
      message: try text(gate.message), evidence: evidence, approvers: try approvers(gate))
  }

  private func approvers(_ gate: ApprovalGate) throws(RunError) -> [String] {
    guard let value = try gate.approvers?.render(in: scope) else { return [] }
    let names = value.stringValue.map { [JSONValue.string($0)] } ?? value.arrayValue ?? []
    let texts = names.compactMap(\.stringValue)
    guard !texts.isEmpty || value == .array([]), texts.count == names.count else {
      throw RunError(.validation, "approvers must be a list of names, but is \(value.article) \(value.typeName)")
    }
    // A bare name is a team's.
    return texts.map { $0.contains(":") ? $0 : "team:\($0)" }
  }

  func items(of foreach: Foreach) throws(RunError) -> [JSONValue] {
    let value: JSONValue?
    let source: String
    switch foreach.items {
    case .path(let path): (value, source) = (try path.value(in: scope), path.description)
    case .template(let template): (value, source) = (try template.render(in: scope), "items")
    }
    guard let value else { throw RunError(.expression, "\(source) names nothing in the context") }
    guard case .array(let items) = value else {
      throw RunError(.validation, "\(source) must be a list to go through, but is \(value.article) \(value.typeName)")
    }
    guard items.count <= limits.items else {
      throw RunError(.limit, "\(source) has \(items.count) items; a foreach takes at most \(limits.items)")
    }
    return items
  }
}

extension Parallel {
  /// A region for each branch; what flows into the composite flows into each.
  func regions(input: JSONValue) -> [Region] {
    branches.enumerated().map { index, branch in
      Region(kind: .branch(index: index, name: branch.name), block: branch.block, data: input, locals: [:])
    }
  }
}

extension JSONValue {
  /// The English article before the type's name.
  var article: String {
    switch self {
    case .integer, .array, .object: "an"
    case .null, .bool, .double, .string: "a"
    }
  }
}
