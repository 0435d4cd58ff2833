public import JSON

/// A checked definition, compiled: flat arrays with indices, compiled expressions. Immutable, cached by content hash;
/// a run is pinned to the program it began with.
public struct Program: Sendable {
  public var workflow: WorkflowID
  /// The author's `version`, a label.
  public var version: String?
  public var name: String?
  public var description: String?
  /// The author's words to find it by.
  public var tags: [String] = []
  /// JSON Schema of the run's input.
  public var inputSchema: JSONValue?
  public var outputSchema: JSONValue?
  public var vars: Template?
  /// The names that `vars` declares: `vars.x` is what the context now holds at `x`.
  public var varNames: [String] = []
  public var labels: Template?
  /// Rendered when the run completes; without it the context is the output.
  public var output: Template?
  public var timeout: TimeSpan?
  /// Nil: any number of runs go on at a time.
  public var concurrency: Concurrency?
  /// Of runs that name none; see ``Priority``.
  public var priority: Int?
  /// The node entered when nothing caught an error; it ends the run FAILED unless a `succeed` is reached.
  public var onFailure: Int?
  /// What cancelling does to running steps where the request doesn't say.
  public var cancellation = Run.Cancellation.Policy.stopRunning
  /// What starts its runs without anybody asking.
  public var triggers: [Trigger] = []
  /// Whom the author wants told of its runs.
  public var notify = NoticeSettings()
  /// What the author expects of it; never looked at when it runs.
  public var tests: [DefinitionTest] = []
  /// The language that the definition was written in.
  public var dialect = DefinitionDialect.states
  /// The schedule that a `cron` start state asks for.
  public var cronStart: CronStart?
  public var nodes: [Node]
  /// Blocks hold the states that see each other's names; block 0 is the workflow's own.
  public var blocks: [Block]
  public var limits: Limits

  public init(workflow: WorkflowID, nodes: [Node], blocks: [Block], limits: Limits = Limits()) {
    self.workflow = workflow
    self.nodes = nodes
    self.blocks = blocks
    self.limits = limits
    for node in nodes where !node.cancelsRest && blocks.indices.contains(node.block) {
      self.blocks[node.block].leavesRunning = true
    }
  }
}

/// The states of one `states` list.
public struct Block: Hashable, Sendable {
  /// The node that a frame of this block begins with.
  public var start: Int
  public var nodes: [Int]
  /// Nil: the states follow each other. Else several may be active at once.
  public var graph: Graph?
  /// A state of the block may join and leave branches running (`cancelRest: false`).
  public internal(set) var leavesRunning = false

  public init(start: Int, nodes: [Int]) {
    self.start = start
    self.nodes = nodes
  }
}

/// Bounds of a run; each is an error of type `limit` when it is reached.
public struct Limits: Hashable, Sendable {
  /// Items of one foreach.
  public var items = 10_000
  /// Bytes of a frame's context, as JSON.
  public var contextBytes = 4 << 20
  /// Bytes of one output, as JSON.
  public var outputBytes = 1 << 20
  /// Composites inside composites.
  public var nesting = 32
  /// Runs that start runs, one inside the other.
  public var calls = 16
  /// Events that lead to each other: one starts a run, which emits the next. Beyond, events start nothing more.
  public var events = 16
  /// Visits of one state in one frame.
  public var visits = 1_000
  /// Deliveries of one attempt before it counts as lost.
  public var deliveries = 5
  /// Pure transitions of one decision; then it continues in another.
  public var transitions = 200

  public init() {}
}
