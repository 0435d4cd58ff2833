public import Cron
public import JSON

/// What a workflow's `cron` start state asks for: one schedule, made when the workflow is first published, and the
/// operator's from then on.
public struct CronStart: Hashable, Sendable {
  /// The state's name.
  public var state: String
  public var cron: String
  /// Nil: the installation's.
  public var timezone: String?
  public var gap: GapPolicy
  public var repeats: RepeatPolicy
  public var payload: JSONObject

  /// The one that a workflow begins with.
  static func first(of tree: WorkflowTree) -> Sourced<CronStart>? {
    BlockGraph(tree.block).start.flatMap { tree.block.states[$0].cronStart }
  }
}
