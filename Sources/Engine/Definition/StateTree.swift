import JSON

/// One state as its author wrote it.
struct StateTree {
  var place: Place
  /// Empty if the state has none, which is reported.
  var name: Sourced<String>
  var kind: Kind
  var condition: Sourced<String>?
  var inputPath: Sourced<String>?
  var input: Sourced<JSONValue>?
  var output: Sourced<JSONValue>?
  var outputPath: Sourced<String>?
  var resultPath: Sourced<String>?
  var next: Sourced<String>?
  var ends = false
  var retry: Sourced<RetrySettings>?
  var timeout: Sourced<TimeSpan>?
  var handlers: [HandlerTree] = []
  var onError = ErrorRoutes.OnError.fail
  var errorNext: Sourced<String>?
  /// Keys to store the result at, where a dialect has no path for it.
  var resultKeys: [String]?
  /// What the result must satisfy, where a dialect says so at the state.
  var outputSchema: Sourced<JSONValue>?
  /// In a graph: where the state leads, and how many arrivals start it.
  var transitions: [TransitionTree] = []
  var join: Int?
  /// Of a cron state: the schedule that it asks for.
  var cronStart: Sourced<CronStart>?

  init(place: Place, name: Sourced<String>, kind: Kind) {
    self.place = place
    self.name = name
    self.kind = kind
  }

  indirect enum Kind {
    case agent(AgentCall)
    case action(Sourced<String>)
    case approval(ApprovalTree)
    case `switch`(SwitchTree)
    case parallel(ParallelTree)
    case foreach(ForeachTree)
    case inject(Sourced<JSONValue>)
    case `while`(WhileTree)
    case `try`(TryTree)
    case sleep(SleepTree)
    case await(AwaitTree)
    case emit(EmitTree)
    case workflow(WorkflowCallTree)
    case transform(Sourced<String>)
    case fail(FailTree)
    case succeed(Sourced<JSONValue>?)
    /// What could not be read; the reason is reported, and the state's ways on are unknown.
    case unreadable
  }
}

/// Which agent, and what it is told.
struct AgentCall {
  var agent: Sourced<JSONValue>
  var task: Sourced<JSONValue>?
  var variables: Sourced<JSONValue>?
}

/// Which workflow a state starts.
struct WorkflowCallTree {
  var workflow: Sourced<JSONValue>
  var revision: Sourced<JSONValue>?
  var waits = true
}

struct ApprovalTree {
  var title: Sourced<JSONValue>?
  var message: Sourced<JSONValue>
  var evidence: [Sourced<String>] = []
  var approvers: Sourced<JSONValue>?
  var onReject = ApprovalGate.OnReject.fail
  var rejectNext: Sourced<String>?
  var onTimeout = ApprovalGate.OnTimeout.timeOut
  var timeoutNext: Sourced<String>?
}

struct SwitchTree {
  var dataPath: Sourced<String>?
  var cases: [Case]
  var defaultNext: Sourced<String>?

  struct Case {
    var condition: Sourced<String>
    var next: Sourced<String>
  }
}

struct ParallelTree {
  var branches: [BranchTree]
  var join = Parallel.Join()
  var aggregation = Parallel.Aggregation.byName
}

struct ForeachTree {
  var items: Items
  var itemName: String?
  var indexName: String?
  var maxConcurrency: Int?
  var batchSize: Int?
  var onItemError = Foreach.OnItemError.fail
  var toleratedFailures: Int?
  var block: BlockTree

  enum Items {
    case path(Sourced<String>)
    case template(Sourced<JSONValue>)
  }
}

struct WhileTree {
  var condition: Sourced<String>
  var maxIterations: Int?
  var body: BlockTree
}

struct TryTree {
  var body: BlockTree
  var handlers: [Handler] = []
  var finally: BlockTree?

  /// One entry of its `catch`.
  struct Handler {
    var errors: [String]
    var condition: Sourced<String>?
    var name: String?
    var retry: RetrySettings?
    var block: BlockTree?
  }
}

struct FailTree {
  var errorType: Sourced<JSONValue>?
  var message: Sourced<JSONValue>
}

/// One entry of `catch`.
struct HandlerTree {
  var errors: [String]
  var condition: Sourced<String>?
  var resultPath: Sourced<String>?
  /// Nil ends the block.
  var next: Sourced<String>?
}
