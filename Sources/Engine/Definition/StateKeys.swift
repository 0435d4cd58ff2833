/// The keys of states, by their type.
enum StateKeys {
  static func table(for type: StateTypeName) -> KeyTable {
    switch type {
    case .operation: operation
    case .agent: agent
    case .humanApproval: humanApproval
    case .switch: `switch`
    case .parallel: parallel
    case .foreach: foreach
    case .inject: inject
    case .while: `while`
    case .try: `try`
    case .sleep: sleep
    case .await: awaiting
    case .emit: emit
    case .workflow: workflow
    case .transform: transform
    case .fail: fail
    case .succeed: succeed
    case .cron: cron
    }
  }

  /// Every object that a definition in our own language may hold.
  static var tables: [KeyTable] {
    [
      WorkflowDecoder.keys, retry, handler, agentRunInput, approvalInput, signalWaitInput, workflowRunInput, switchCase,
      branch, join, iterator, part, tryHandler, TriggerDecoder.keys, ConcurrencyTree.keys, NoticeDecoder.keys,
      TestDecoder.test,
      TestDecoder.expectation,
    ] + StateTypeName.allCases.map(table)
  }

  /// "switch states", for a key that was written in a state of another type.
  static func owner(of spelling: String) -> String? {
    let owners = StateTypeName.allCases.filter { table(for: $0).meaning(of: spelling) != nil }
    guard !owners.isEmpty, owners.count < StateTypeName.allCases.count else { return nil }
    return owners.map(\.rawValue).joined(separator: ", ") + " states"
  }

  /// What every state may have.
  static let common = KeyTable(
    "a state",
    [
      .init("name", "id"), "type", "if", "input", "inputPath", "output", "outputPath", "resultPath",
      .init("next", "transition"), "end", "retry", .init("timeoutSeconds", "timeout"), "catch", "onError", "errorNext",
      "comment", "metadata",
    ])

  /// The agent and what it is told; in `input` for `agent.run`, beside `type` for an agent state.
  static let agentCall: [KeyTable.Key] = ["agent", .init("task", "prompt", "agentTask", "agent_task"), "variables"]

  static let operation = common.extended(as: "an operation", ["action"])
  static let agent = common.extended(as: "an agent state", agentCall)
  static let agentRunInput = KeyTable(
    "the input of agent.run", agentCall + [.init("timeoutSeconds", "timeout")])

  static let approvalGate: [KeyTable.Key] = [
    .init("title", "approvalTitle"), .init("message", "prompt"), "summaryPath", "evidence", "approvers", "onTimeout",
    "timeoutNext", "onReject", "rejectNext",
  ]
  static let humanApproval = common.extended(
    as: "an approval", approvalGate, notYet: Unsupported.approvalKeys)
  static let approvalInput = KeyTable(
    "the input of human.approval", approvalGate + [.init("timeoutSeconds", "timeout")],
    notYet: Unsupported.approvalKeys)

  static let `switch` = common.extended(as: "a switch", ["dataPath", "conditions", "defaultNext"])
  static let switchCase = KeyTable("a condition of a switch", ["if", .init("next", "transition")])

  static let parallel = common.extended(as: "a parallel state", ["branches", "join", "outputAggregation"])
  static let join = KeyTable("a join", ["mode", "count", "onBranchError", "cancelRest"])
  static let branch = KeyTable("a branch", [.init("name", "id"), "states", "start"] + agentShorthand)

  static let foreach = common.extended(
    as: "a foreach",
    [
      "itemsPath", "items", .init("itemName", "itemVariable"), "indexName", "maxConcurrency", "batchSize", "iterator",
      "onItemError", "toleratedFailures",
    ] + agentCall)
  static let iterator = KeyTable("an iterator", ["states", "start"] + agentShorthand)

  /// A block of one agent, written without `states`.
  static let agentShorthand: [KeyTable.Key] =
    agentCall + ["input", .init("timeoutSeconds", "timeout"), "retry", "resultPath"]

  static let `while` = common.extended(
    as: "a while", ["condition", "body", "maxIterations"])
  /// A block that stands inside a state: the states, or an object with them.
  static let part = KeyTable("a block", ["states", "start"])

  /// Here `catch` has blocks of its own, see ``tryHandler``.
  static let `try` = common.extended(as: "a try", ["try", "finally"])
  static let tryHandler = KeyTable("the catch of a try", ["errors", "if", "as", "retry", "states", "start"])

  /// Which workflow is called, and how; in `input` for `workflow.run`, beside `type` for a workflow state.
  static let workflowCall: [KeyTable.Key] = [.init("workflow", "workflowId"), "revision", "wait"]
  static let workflow = common.extended(as: "a workflow state", workflowCall)
  static let workflowRunInput = KeyTable(
    "the input of workflow.run", workflowCall + ["input", .init("timeoutSeconds", "timeout")])

  static let inject = common.extended(as: "an inject state", ["data"])
  static let transform = common.extended(as: "a transform", ["expression"])

  /// What ends its block has no errors of its own to route, and nothing to store.
  private static let ending: [KeyTable.Key] = [
    .init("name", "id"), "type", "if", .init("next", "transition"), "end", "comment", "metadata",
  ]
  static let fail = KeyTable("a fail state", ending + ["errorType", "message"])
  static let succeed = KeyTable("a succeed state", ending + ["output"])

  /// A workflow may begin with it; its input is the payload of the schedule that it asks for.
  static let cron = KeyTable(
    "a cron state",
    [
      .init("name", "id"), "type", "cron", .init("timezone", "timeZone"), "gap", .init("repeat", "repeats"), "input",
      .init("next", "transition"), "end", "comment", "metadata",
    ])

  static let sleep = common.extended(as: "a sleep", ["duration", "until", .init("timezone", "timeZone")])
  static let awaited: [KeyTable.Key] = ["signal", "event", "correlation", "filter", "lookback"]
  static let awaiting = common.extended(as: "an await", awaited)
  static let signalWaitInput = KeyTable(
    "the input of signal.wait", awaited + [.init("timeoutSeconds", "timeout")])
  static let emit = common.extended(as: "an emit", ["event", "payload", "correlation"])

  static let retry = KeyTable(
    "a retry",
    [
      "maxAttempts", "backoffSeconds", "backoff", "multiplier", "maxDelaySeconds", "jitter", "maxElapsedSeconds",
      "retryOn", "stopOn", "if",
    ])
  static let handler = KeyTable("a catch", ["errors", "if", .init("next", "transition"), "end", "resultPath"])
}

/// The types of states as a definition names them; `agent` and `human_approval` are short for operations.
enum StateTypeName: String, CaseIterable {
  case operation
  case agent
  case humanApproval = "human_approval"
  case `switch`
  case parallel
  case foreach
  case inject
  case `while`
  case `try`
  case sleep
  case await
  case emit
  case workflow
  case transform
  case fail
  case succeed
  case cron

  init?(spelling: String) {
    switch spelling {
    case "action", "function": self = .operation
    case "approval", "humanApproval": self = .humanApproval
    case "set", "context": self = .inject
    case "delay", "timer", "wait": self = .sleep
    case "await.signal", "await.event", "event": self = .await
    case "subflow", "callWorkflow", "call_workflow": self = .workflow
    default: self.init(rawValue: spelling)
    }
  }

  /// Every word that names a type.
  static let spellings =
    allCases.map(\.rawValue) + [
      "action", "function", "approval", "set", "context", "delay", "timer", "wait", "await.signal", "await.event",
      "event", "subflow", "callWorkflow",
    ]
}
