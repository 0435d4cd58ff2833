/// A place where a state may stand, other than the workflow's own block.
enum Position: String, CaseIterable {
  case branch
  case iteration
  case body = "try"
  case handler = "catch"
  case finally
  case pass = "while"

  /// A block that holds the given one at this position, with a state behind it that shows that the run went on.
  func around(_ block: String, depth: Int) -> String {
    "[{name: c\(depth), \(composite(block)), next: last}, \(Self.noop("last"))]"
  }

  /// What the paths in the inner block begin with.
  func prefix(depth: Int) -> String {
    switch self {
    case .branch: "c\(depth)/b/"
    case .iteration, .pass: "c\(depth)[0]/"
    case .body: "c\(depth)/try/"
    case .handler: "c\(depth)/catch/"
    case .finally: "c\(depth)/finally/"
    }
  }

  private func composite(_ block: String) -> String {
    switch self {
    case .branch: "type: parallel, branches: [{name: b, states: \(block)}, {name: o, states: [\(Self.noop("other"))]}]"
    case .iteration: "type: foreach, items: [1, 2], iterator: {states: \(block)}"
    case .body: "type: try, try: \(block), finally: [\(Self.noop("close"))]"
    case .handler: "type: try, try: [{name: broken, type: fail, message: first}], catch: {states: \(block)}"
    case .finally: "type: try, try: [{name: fine, type: inject, data: {}}], finally: \(block)"
    case .pass: "type: while, condition: index < 2, body: \(block)"
    }
  }

  static func noop(_ name: String) -> String { "{name: \(name), type: operation, action: noop}" }
}

/// What may happen to a state.
enum Fate: String, CaseIterable {
  case success
  case error
  case timeout
  case cancel
  case pauseAndResume = "pause+resume"
  case crash
}
