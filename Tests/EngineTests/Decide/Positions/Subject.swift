import JSON

@testable import Engine

/// How the table writes and plays a state of each type. A new type doesn't compile until it is here.
extension StateType {
  /// The keys of a state that will do well.
  var fields: String {
    switch self {
    case .operation: "type: operation, action: noop"
    case .humanApproval: "type: approval, message: Go?"
    case .switch: "type: switch, conditions: [{if: 'True', next: after}]"
    case .parallel: "type: parallel, branches: [{name: l, states: [\(inner)]}, {name: r, states: [\(inner)]}]"
    case .foreach: "type: foreach, items: [1, 2], iterator: {states: [\(inner)]}"
    case .inject: "type: inject, data: {x: 1}"
    case .transform: "type: transform, expression: 1 + 1"
    case .while: "type: while, condition: index < 2, body: [\(inner)]"
    case .try: "type: try, try: [\(inner)], catch: {errors: [never]}"
    case .sleep: "type: sleep, duration: 30"
    case .await: "type: await, signal: go"
    case .emit: "type: emit, event: told, payload: {x: 1}"
    case .workflow: "type: workflow, workflow: other, input: {a: 1}"
    case .fail: "type: fail, message: stop"
    case .succeed: "type: succeed, output: 1"
    }
  }

  /// The keys of a state that can't even be entered; nil for those that fail by what happens to them.
  var brokenFields: String? {
    switch self {
    case .operation, .humanApproval, .parallel, .foreach, .while, .try, .workflow, .fail: nil
    case .switch: "type: switch, conditions: [{if: missing, next: after}]"
    case .inject: "type: inject, data: {x: '{{ missing }}'}"
    case .transform: "type: transform, expression: missing"
    case .sleep: "type: sleep, duration: '{{ missing }}'"
    case .await: "type: await, signal: '{{ missing }}'"
    case .emit: "type: emit, event: told, payload: '{{ missing }}'"
    case .succeed: "type: succeed, output: '{{ missing }}'"
    }
  }

  private var inner: String { Position.noop("w") }

  /// Whether the state is over in the decision that enters it.
  var isOverAtOnce: Bool {
    switch self {
    case .switch, .inject, .transform, .emit, .fail, .succeed: true
    case .operation, .humanApproval, .parallel, .foreach, .while, .try, .sleep, .await, .workflow: false
    }
  }

  /// Whether what it waits for is recorded also while the run is paused, and ends it.
  var endsWhilePaused: Bool {
    switch self {
    case .operation, .humanApproval, .await, .workflow: true
    case .parallel, .foreach, .while, .try, .sleep, .switch, .inject, .transform, .emit, .fail, .succeed: false
    }
  }

  /// Whether a state of the same block follows.
  var goesOn: Bool { self != .fail && self != .succeed }

  /// Why a fate can't befall the state.
  func impossible(_ fate: Fate) -> String? {
    switch (self, fate) {
    case (.fail, .success): "it is there to fail"
    case (.sleep, .timeout): "its own time is all it waits for; timeoutSeconds is refused"
    case (.switch, .timeout), (.inject, .timeout), (.transform, .timeout), (.emit, .timeout), (.fail, .timeout),
      (.succeed, .timeout):
      "it takes no time; timeoutSeconds is refused"
    default: nil
    }
  }

  /// What the run becomes when nothing routes the state's timeout.
  var endOfTimeout: RunStatus {
    switch self {
    case .humanApproval, .await: .timedOut
    case .operation, .switch, .parallel, .foreach, .inject, .transform, .while, .try, .sleep, .emit, .workflow, .fail,
      .succeed:
      .failed
    }
  }
}

extension Simulation {
  /// Does what the open state waits for.
  mutating func playWell(_ type: StateType, at path: String) throws {
    switch type {
    case .operation: try succeed(path, 1)
    case .humanApproval: try decide(path, approved: true)
    case .parallel:
      try succeed("\(path)/l/w")
      try succeed("\(path)/r/w")
    case .foreach, .while:
      try succeed("\(path)[0]/w")
      try succeed("\(path)[1]/w")
    case .try: try succeed("\(path)/try/w")
    case .sleep: try pass(seconds: 30)
    case .await: try signal("go", 1)
    case .workflow: try endChild(of: path, .completed, nil)
    case .switch, .inject, .transform, .emit, .fail, .succeed: break
    }
  }

  /// Lets the open state fail by what it waits for.
  mutating func playBadly(_ type: StateType, at path: String) throws {
    switch type {
    case .operation: try fail(path)
    case .humanApproval: try decide(path, approved: false)
    case .parallel: try fail("\(path)/l/w")
    case .foreach, .while: try fail("\(path)[0]/w")
    case .try: try fail("\(path)/try/w")
    case .workflow: try endChild(of: path, .failed, RunError(.agentError, "broke"))
    case .switch, .inject, .transform, .sleep, .await, .emit, .fail, .succeed: break
    }
  }

  /// Lets the open state's time pass.
  mutating func playOut(_ type: StateType, at path: String) throws {
    switch type {
    case .operation: try fail(path, "timeout", "too long")
    case .workflow:
      try startChild(of: path)
      try pass(seconds: 60)
    case .humanApproval, .parallel, .foreach, .while, .try, .await: try pass(seconds: 60)
    case .switch, .inject, .transform, .sleep, .emit, .fail, .succeed: break
    }
  }

  private mutating func startChild(of path: String) throws {
    let lease = try claim(path)
    let step = try step(path)
    try send(.childRunStarted(step.id, lease, child: .child(of: step)))
  }

  private mutating func endChild(of path: String, _ status: RunStatus, _ error: RunError?) throws {
    try startChild(of: path)
    let step = try step(path)
    let output: JSONValue? = error == nil ? 1 : nil
    try send(
      .childRunEnded(ChildResult(child: .child(of: step), step: step.id, status: status, output: output, error: error)))
  }
}
