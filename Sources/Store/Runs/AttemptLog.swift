public import Engine

/// The end of what one attempt of a step wrote to its standard error.
public struct AttemptLog: Hashable, Sendable {
  public var run: RunID
  public var step: StepID
  public var attempt: Int
  public var text: String
  /// Whether more was written than is kept.
  public var isTruncated: Bool
  public var at: Instant

  public init(run: RunID, step: StepID, attempt: Int, text: String, isTruncated: Bool = false, at: Instant) {
    self.run = run
    self.step = step
    self.attempt = attempt
    self.text = text
    self.isTruncated = isTruncated
    self.at = at
  }
}
