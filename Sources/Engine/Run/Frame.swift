public import JSON

/// A place where states follow each other: the whole run (root), a branch, an iteration, one pass of a loop, the parts
/// of a try.
///
/// A frame sees the context of the frame around it as it was, and its own writes on top. What it writes stays its own
/// until the composite that opened it joins.
public struct Frame: Hashable, Sendable {
  public var id: FrameID
  public var run: RunID
  /// The composite step that opened the frame; nil for the root.
  public var owner: StepID?
  public var parent: FrameID?
  /// The frame's place for machines, every composite with its visit: `check_all#1[3]`, `diagnostics#1/pods`.
  public var path: String
  public var kind: Kind
  /// The block of the program that the frame executes.
  public var block: Int
  public var status: FrameStatus
  public var state: FrameState
  /// The number of the run's event up to which the stored ``state`` holds; later changes are in the events.
  public var stateAsOf: Int64
  public var result: JSONValue?
  public var error: RunError?
  /// The number of the last event that changed the ``state``. Not stored: whoever loads a frame applies the later events.
  public internal(set) var changedAt: Int64

  public init(
    id: FrameID, run: RunID, owner: StepID?, parent: FrameID?, path: String, kind: Kind, block: Int,
    state: FrameState, stateAsOf: Int64
  ) {
    self.id = id
    self.run = run
    self.owner = owner
    self.parent = parent
    self.path = path
    self.kind = kind
    self.block = block
    self.status = .live
    self.state = state
    self.stateAsOf = stateAsOf
    self.changedAt = stateAsOf
  }

  /// The row will say what the frame is now.
  mutating func isWritten(asOf event: Int64) {
    stateAsOf = event
    changedAt = event
  }

  public enum Kind: Hashable, Sendable {
    case root
    case branch(index: Int, name: String)
    case iteration(index: Int)
    /// One turn of a `while`, counted from 0.
    case pass(index: Int)
    /// The body of a `try`; the attempt counts from 1.
    case body(attempt: Int)
    /// One handler of a `try`.
    case handler(index: Int)
    case finally

    /// Whether the frame has no data of its own: what is written in it is written to the frame around it. Frames that
    /// run one after the other need no copies; those that run side by side have them.
    public var isTransparent: Bool {
      switch self {
      case .root, .branch, .iteration: false
      case .pass, .body, .handler, .finally: true
      }
    }
  }
}

/// What a frame knows: how often it visited each state, what flows from state to state, and what was written.
public struct FrameState: Hashable, Sendable {
  /// Visits so far, by the state's name.
  public var visits: [String: Int]
  /// What a step without `input` and `inputPath` receives.
  public var data: JSONValue
  /// The root's context. Other frames keep ``writes`` instead and see their parent's context under them.
  public var context: JSONObject
  /// The frame's own writes in order, without those that a later one hides. Empty in the root.
  public var writes: [ContextWrite]
  /// Loop names: `item`, `index`, and the names the definition gave them.
  public var locals: JSONObject
  /// The nodes to enter when the run goes on: set while the run is paused, and where a decision stopped at its limit.
  /// More than one only in a graph.
  public var pending: [Int]
  /// In a graph: how many places are active at once. The frame is done when none is.
  public var tokens: Int
  /// In a graph: how many arrivals each join has had since it last started, by the node's index.
  public var arrivals: [Int: Int]
  /// The states have come to their end; the frame ends with what its joins left running (`cancelRest: false`).
  public var isDone: Bool
  /// The error that was routed last, which expressions see as `error`.
  public var caught: RunError?
  /// In the root, once `onFailure` was entered: what the run will have failed with.
  public var failing: RunError?
  /// About how many bytes the frame's context or writes have as JSON.
  public var size: Int

  public init(
    visits: [String: Int] = [:], data: JSONValue = .null, context: JSONObject = [:], writes: [ContextWrite] = [],
    locals: JSONObject = [:], pending: [Int] = [], tokens: Int = 0, arrivals: [Int: Int] = [:],
    isDone: Bool = false, caught: RunError? = nil, failing: RunError? = nil, size: Int = 0
  ) {
    self.visits = visits
    self.data = data
    self.context = context
    self.writes = writes
    self.locals = locals
    self.pending = pending
    self.tokens = tokens
    self.arrivals = arrivals
    self.isDone = isDone
    self.caught = caught
    self.failing = failing
    self.size = size
  }
}

/// One value stored at one place of the context.
public struct ContextWrite: Hashable, Sendable {
  /// Object keys from the root, never empty.
  public var path: [String]
  public var value: JSONValue

  public init(path: [String], value: JSONValue) {
    self.path = path
    self.value = value
  }
}
