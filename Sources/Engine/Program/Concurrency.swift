/// How many runs that name the same key go on at a time, and what becomes of one more.
public struct Concurrency: Sendable {
  /// Rendered when a run is started; nil is the workflow's id.
  public var key: Template?
  public var limit: Int
  public var onLimit: OnLimit

  public init(key: Template?, limit: Int = 1, onLimit: OnLimit = .queue) {
    self.key = key
    self.limit = limit
    self.onLimit = onLimit
  }

  public enum OnLimit: String, Sendable, CaseIterable {
    /// The run waits for its turn.
    case queue
    /// Starting it is refused.
    case reject
    /// The oldest run of the key is cancelled, and the new one waits for its end.
    case cancelOldest
  }

  /// A key is a name that people read in lists, and part of an index.
  static let longestKey = 256
}
