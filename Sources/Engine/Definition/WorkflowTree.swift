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
  var block: BlockTree
}

/// States that see each other's names.
struct BlockTree {
  var place: Place
  var start: Sourced<String>?
  var states: [StateTree]
}

/// One branch of a parallel state.
struct BranchTree {
  var name: Sourced<String>
  var block: BlockTree
}
