import JSON

/// A workflow as its author wrote it, decoded strictly, with the place of everything. Names aren't resolved and
/// expressions aren't compiled yet.
struct WorkflowTree {
  var id: WorkflowID
  var version: String?
  var name: String?
  var description: String?
  var tags: [String] = []
  var labels: Sourced<JSONValue>?
  var inputSchema: Sourced<JSONValue>?
  var outputSchema: Sourced<JSONValue>?
  var vars: Sourced<JSONValue>?
  var output: Sourced<JSONValue>?
  var timeout: Sourced<TimeSpan>?
  var retryDefaults = RetrySettings()
  var onFailure: Sourced<String>?
  var concurrency: ConcurrencyTree?
  var priority: Int?
  var cancellation: Run.Cancellation.Policy?
  var triggers: [TriggerTree] = []
  var notify = NoticeSettings()
  var tests: [DefinitionTest] = []
  /// Where the tests stand, for checking their names.
  var testsField: Field?
  var dialect = DefinitionDialect.states
  var block: BlockTree
}

/// How many runs of one key go on at a time.
struct ConcurrencyTree {
  var key: Sourced<JSONValue>?
  var limit: Int?
  var onLimit: Concurrency.OnLimit?
}

/// States that see each other's names.
struct BlockTree {
  var place: Place
  var start: Sourced<String>?
  var states: [StateTree]
  /// In dialects in which several states are active at once.
  var graph: GraphTree?
}

/// How the states of a block lead to each other by their transitions.
struct GraphTree {
  var firing = Graph.Firing.all
  /// The states that the block begins with; nil: those that nothing leads to.
  var entries: [String]?
}

/// One way out of a state of a graph.
struct TransitionTree {
  var outcomes = Set(VisitOutcome.allCases)
  var condition: Sourced<String>?
  var publish: [Publication] = []
  var targets: [Sourced<String>] = []

  struct Publication {
    var keys: [String]
    var value: Sourced<JSONValue>
  }
}

/// One branch of a parallel state.
struct BranchTree {
  var name: Sourced<String>
  var block: BlockTree
}
