import JSON

extension StateDecoder {
  func readOperation(_ reader: ObjectReader, into state: inout StateTree) {
    var input = reader.field("input")
    guard let action = action(of: reader, input: &input) else { return }
    switch action.value {
    case "agent.run": readAgentRun([], around: reader, input: input, into: &state)
    case "human.approval": readApproval([], around: reader, input: input, into: &state)
    case "signal.wait": readSignalWait(reader, input: input, into: &state)
    case "workflow.run": readWorkflowRun(around: reader, input: input, into: &state)
    default:
      if let feature = Unsupported.actions[action.value] {
        Unsupported.report(feature, at: action.place, findings)
      } else {
        state.kind = .action(action)
        state.input = input?.raw
      }
    }
  }

  func readAgent(_ reader: ObjectReader, into state: inout StateTree) {
    readAgentRun([reader], around: reader, input: reader.field("input"), into: &state)
  }

  /// A block of one state that runs an agent: what a branch or an iterator without `states` stands for.
  ///
  /// Its result is stored at `result`, as the long form would by habit: `steps.checks.pods.result`.
  func agentBlock(_ reader: ObjectReader) -> BlockTree {
    var state = agentState(reader, input: reader.field("input"))
    state.retry = retry(reader)
    if let path = reader.text("resultPath") { state.resultPath = path }
    return BlockTree(place: reader.place, start: nil, states: [state])
  }

  /// The same for an agent beside `type: foreach`: time, retries and result that stand there are the loop's own. So is
  /// the input, which flows from the loop into each iteration.
  func agentIteration(_ reader: ObjectReader) -> BlockTree {
    var state = agentState(reader, input: nil)
    state.timeout = nil
    return BlockTree(place: reader.place, start: nil, states: [state])
  }

  private func agentState(_ reader: ObjectReader, input: Field?) -> StateTree {
    let name = Sourced(value: "agent", place: reader.place)
    var state = StateTree(place: reader.place, name: name, kind: .unreadable)
    state.resultPath = Sourced(value: "result", place: reader.place)
    readAgentRun([reader], around: reader, input: input, into: &state)
    return state
  }

  /// What runs: `action`; without it `input.task` if that names an action; else the agent that `input` names.
  private func action(of reader: ObjectReader, input: inout Field?) -> Sourced<String>? {
    if let action = reader.field("action") { return action.text() }
    if let named = actionNamedByTask(in: input) {
      input = input?.without(named.key)
      return named.action
    }
    if let agent = input?.value["agent"], !agent.isNull {
      return Sourced(value: "agent.run", place: reader.place)
    }
    reader.missing("action", hint: "`agent.run`, `human.approval`, `noop` or an agent's name")
    return nil
  }

  private func actionNamedByTask(in input: Field?) -> (key: String, action: Sourced<String>)? {
    guard let input, let task = input.value["task"]?.stringValue else { return nil }
    let isBuiltIn = Self.builtInActions.contains(task) || Unsupported.actions[task] != nil
    let isAgent = input.value["agent"] == nil && catalog?.agent(AgentID(rawValue: task)) != nil
    guard isBuiltIn || isAgent else { return nil }
    return ("task", Sourced(value: task, place: input.place.key("task")))
  }

  private static let builtInActions =
    ["agent.run", "human.approval", "signal.wait", "noop", "workflow.run"] + StoreAction.allCases.map(\.id.rawValue)

  /// - Parameter beside: the state itself, in the short form that writes the agent beside `type`.
  private func readAgentRun(
    _ beside: [ObjectReader], around state: ObjectReader, input: Field?, into tree: inout StateTree
  ) {
    let inside = inputReader(input, StateKeys.agentRunInput, isOpen: true)
    let readers = beside + [inside].compactMap { $0 }
    if let inside {
      tree.input = Sourced(value: .object(inside.rest), place: inside.place)
    } else {
      tree.input = input?.raw
    }
    let around = beside.isEmpty ? [state] + readers : readers
    tree.timeout = ObjectReader.either("timeoutSeconds", in: around)?.duration()
    guard let agent = ObjectReader.either("agent", in: readers) else {
      let place = beside.isEmpty ? inside?.place ?? state.place : state.place
      findings.report(
        .missingKey, at: place, "agent.run needs `agent`", expected: "agent",
        hint: beside.isEmpty ? "write `agent` in `input`" : nil)
      return
    }
    guard let name = agent.textTemplate() else { return }
    tree.kind = .agent(
      AgentCall(
        agent: name, task: ObjectReader.either("task", in: readers)?.textTemplate(),
        variables: ObjectReader.either("variables", in: readers)?.objectTemplate()))
  }

  /// Reads `input` as settings if it is an object; a template as a whole is left as it is.
  func inputReader(_ input: Field?, _ table: KeyTable, isOpen: Bool) -> ObjectReader? {
    guard let input else { return nil }
    if isOpen, input.value.stringValue != nil { return nil }
    return ObjectReader(input, table, isOpen: isOpen)
  }
}

extension Field {
  /// The object without one of its members.
  func without(_ key: String) -> Field {
    guard var object = value.objectValue else { return self }
    object[key] = nil
    return Field(value: .object(object), place: place, findings: findings)
  }
}
