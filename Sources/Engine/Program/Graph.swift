/// How the nodes of a block lead to each other where each may start several others: the form of the tasks and steps
/// dialects. Every place where something is going on is a token; the block is done when no token is left.
public struct Graph: Hashable, Sendable {
  /// The nodes that the block begins with.
  public var entries: [Int]
  public var firing: Firing

  public init(entries: [Int], firing: Firing = .all) {
    self.entries = entries
    self.firing = firing
  }

  public enum Firing: String, Hashable, Sendable {
    /// Every transition that matches, in order.
    case all
    /// The first that matches.
    case first
  }
}

/// One way out of a node of a graph.
public struct Transition: Sendable {
  /// The outcomes after which it is looked at.
  public var outcomes: Set<VisitOutcome>
  /// Sees `outcome`, `result` and, after a failure, `error`; nil is true.
  public var condition: Condition?
  /// Written to the context in order before the targets start; the same names are in scope.
  public var publish: [Publication]
  /// May be empty: a failure that is taken note of is handled.
  public var targets: [Int]

  public init(
    outcomes: Set<VisitOutcome> = Set(VisitOutcome.allCases), condition: Condition? = nil, publish: [Publication] = [],
    targets: [Int]
  ) {
    self.outcomes = outcomes
    self.condition = condition
    self.publish = publish
    self.targets = targets
  }

  /// A value for one place of the context.
  public struct Publication: Sendable {
    /// Object keys from the root, never empty.
    public var path: [String]
    public var value: Template

    public init(path: [String], value: Template) {
      self.path = path
      self.value = value
    }
  }
}

/// How a node of a graph ended.
public enum VisitOutcome: String, Hashable, Sendable, CaseIterable {
  case succeeded
  case failed
  case timedOut = "timed_out"
  case skipped
}
