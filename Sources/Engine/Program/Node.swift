/// One state, compiled.
public struct Node: Sendable {
  public var index: Int
  public var block: Int
  /// Unique within its block.
  public var name: String
  public var kind: Kind
  /// `if`: the state is skipped when this is false.
  public var condition: Condition?
  public var inputPath: DataPath?
  public var input: Template?
  public var output: Template?
  public var outputPath: DataPath?
  /// Where the value goes in the context; nil stores nothing (switch, inject at the root).
  public var resultPath: [String]?
  public var next: Successor
  public var retry: RetryPolicy?
  public var timeout: TimeSpan?
  public var routes: ErrorRoutes

  public init(index: Int, block: Int, name: String, kind: Kind, next: Successor = .end) {
    self.index = index
    self.block = block
    self.name = name
    self.kind = kind
    self.next = next
    self.routes = ErrorRoutes()
  }

  public enum Kind: Sendable {
    case operation(Operation)
    case humanApproval(ApprovalGate)
    case `switch`(Switch)
    case parallel(Parallel)
    case foreach(Foreach)
    case inject(Template)

    public var type: StateType {
      switch self {
      case .operation: .operation
      case .humanApproval: .humanApproval
      case .switch: .switch
      case .parallel: .parallel
      case .foreach: .foreach
      case .inject: .inject
      }
    }
  }
}

/// Where a frame goes after a state.
public enum Successor: Hashable, Sendable {
  /// To another node of the same block.
  case node(Int)
  /// The frame is done.
  case end
}

/// Work for an executor.
public enum Operation: Sendable {
  /// `agent.run`: the agent's name (a template may choose it), the prompt, further input.
  case agent(name: Template, task: Template?, variables: Template?)
  /// A built-in or pack action; its input is the node's.
  case action(AgentID)
}

/// A gate for a person; see the approvals document for each field.
public struct ApprovalGate: Sendable {
  public var title: Template?
  public var message: Template
  /// Paths of the context that are shown, in order.
  public var evidence: [DataPath]
  public var approvers: Template?
  public var onReject: OnReject = .fail
  public var rejectNext: Int?
  public var onTimeout: OnTimeout = .timeOut
  public var timeoutNext: Int?

  public init(message: Template) {
    self.message = message
    self.evidence = []
  }

  /// What an unrouted rejection does to the run.
  public enum OnReject: String, Sendable, CaseIterable {
    case fail
    case cancel
  }

  /// What an unrouted timeout does. `timeOut` is the default: the run ends TIMED_OUT.
  public enum OnTimeout: String, Sendable, CaseIterable {
    case timeOut
    case reject
    case approve
    case fail
  }
}

/// The first true condition wins.
public struct Switch: Sendable {
  public var dataPath: DataPath?
  public var cases: [Case]
  public var defaultNext: Successor?

  public init(dataPath: DataPath?, cases: [Case], defaultNext: Successor?) {
    self.dataPath = dataPath
    self.cases = cases
    self.defaultNext = defaultNext
  }

  public struct Case: Sendable {
    public var condition: Condition
    public var next: Successor

    public init(condition: Condition, next: Successor) {
      self.condition = condition
      self.next = next
    }
  }
}

/// Branches that run side by side and join when all have ended.
public struct Parallel: Sendable {
  public var branches: [Branch]
  public var join: Join

  public init(branches: [Branch], join: Join = Join()) {
    self.branches = branches
    self.join = join
  }

  public struct Branch: Hashable, Sendable {
    public var name: String
    public var block: Int

    public init(name: String, block: Int) {
      self.name = name
      self.block = block
    }
  }

  /// How branches come together. `any` and `quorum` belong to the complete language and are refused by the checker.
  public struct Join: Hashable, Sendable {
    public init() {}
  }
}

/// The same block once per item.
public struct Foreach: Sendable {
  public var items: Items
  public var itemName: String
  public var indexName: String
  /// How many iterations are open at a time.
  public var maxConcurrency: Int
  public var block: Int

  public init(items: Items, itemName: String = "item", indexName: String = "index", maxConcurrency: Int = 1, block: Int)
  {
    self.items = items
    self.itemName = itemName
    self.indexName = indexName
    self.maxConcurrency = maxConcurrency
    self.block = block
  }

  public enum Items: Sendable {
    case path(DataPath)
    case template(Template)
  }
}

/// When and how often a failed attempt is tried again.
public struct RetryPolicy: Hashable, Sendable {
  /// The first attempt included.
  public var maxAttempts = 3
  public var backoff = Backoff.constant
  public var delay = TimeSpan.seconds(1)
  public var multiplier = 2.0
  public var maxDelay = TimeSpan.seconds(3_600)
  public var jitter = Jitter.none
  /// Bounds the step with all its attempts and waits.
  public var maxElapsed: TimeSpan?
  /// Only these types are tried again; nil means all but ``neverByDefault``.
  public var retryOn: [String]?
  public var stopOn: [String] = []

  public init() {}

  /// Errors that another attempt would only repeat.
  public static let neverByDefault: [RunError.Kind] = [.validation, .expression, .limit, .rejected, .cancelled]

  public enum Backoff: String, Sendable, CaseIterable {
    case constant
    case linear
    case exponential
  }

  public enum Jitter: String, Sendable, CaseIterable {
    case none
    case full
  }
}

/// Where a state's errors go before they go outwards.
public struct ErrorRoutes: Sendable {
  public var handlers: [Handler] = []
  public var errorNext: Successor?
  public var onError = OnError.fail

  public init() {}

  /// One entry of `catch`.
  public struct Handler: Sendable {
    /// Types that it takes; empty takes all.
    public var errors: [String]
    public var condition: Condition?
    public var resultPath: [String]?
    public var next: Successor

    public init(errors: [String], condition: Condition?, resultPath: [String]?, next: Successor) {
      self.errors = errors
      self.condition = condition
      self.resultPath = resultPath
      self.next = next
    }
  }

  public enum OnError: String, Sendable, CaseIterable {
    case fail
    case `continue`
  }
}
