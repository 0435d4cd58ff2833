public import JSONSchema

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
  /// Where a graph's node leads; then ``next`` is ``Successor/transitions(of:)``.
  public var transitions: [Transition] = []
  /// What the result must satisfy before it is stored.
  public var outputSchema: Schema?
  /// In a graph: how many arrivals start the node; nil starts it with each.
  public var join: Int?

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
    case transform(Script)
    case `while`(While)
    case `try`(TryBlock)
    case sleep(Sleep)
    case await(Await)
    case emit(Emit)
    case workflow(ChildCall)
    case fail(Failure)
    /// Ends the block, in the run's own block the run; the template is the output.
    case succeed(Template?)

    public var type: StateType {
      switch self {
      case .operation: .operation
      case .humanApproval: .humanApproval
      case .switch: .switch
      case .parallel: .parallel
      case .foreach: .foreach
      case .inject: .inject
      case .transform: .transform
      case .while: .while
      case .try: .try
      case .sleep: .sleep
      case .await: .await
      case .emit: .emit
      case .workflow: .workflow
      case .fail: .fail
      case .succeed: .succeed
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
  /// To wherever the transitions of this node of a graph lead.
  case transitions(of: Int)
}
