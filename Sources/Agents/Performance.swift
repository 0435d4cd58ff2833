public import Engine
public import JSON

/// How one delivery ended.
public struct Performance: Hashable, Sendable {
  public var result: Result
  /// What it printed for people; nil when that was nothing.
  public var log: Log?
  /// A process of an earlier delivery may have been alive beside this one: its lock wasn't let go in time.
  public var orphanSuspected: Bool

  public init(_ result: Result, log: Log? = nil, orphanSuspected: Bool = false) {
    self.result = result
    self.log = log
    self.orphanSuspected = orphanSuspected
  }

  /// The end of standard error.
  public struct Log: Hashable, Sendable {
    public var text: String
    /// Whether more was written than is kept.
    public var isTruncated: Bool

    public init(_ text: String, isTruncated: Bool = false) {
      self.text = text
      self.isTruncated = isTruncated
    }
  }

  public enum Result: Hashable, Sendable {
    case succeeded(JSONValue)
    case failed(RunError)
    /// Stopped because this worker has to stop or lost its lease: says nothing about the attempt, which is delivered
    /// again.
    case interrupted
  }
}
