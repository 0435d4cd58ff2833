/// When and how often a failed attempt is tried again.
public struct RetryPolicy: Hashable, Sendable {
  /// The first attempt included.
  public var maxAttempts = 3
  public var backoff = Backoff.constant
  public var delay = TimeSpan.seconds(1)
  public var multiplier = 2.0
  public var maxDelay = TimeSpan.seconds(3_600)
  public var jitter = Jitter.none
  /// Bounds the step with all its attempts and waits.
  public var maxElapsed: TimeSpan?
  /// Only these types are tried again; nil means all but ``neverByDefault``.
  public var retryOn: [String]?
  public var stopOn: [String] = []
  /// Must be true for another attempt; the error is `error`.
  public var condition: Condition?

  public init() {}

  /// Errors that another attempt would only repeat.
  public static let neverByDefault: [RunError.Kind] = [.validation, .expression, .limit, .rejected, .cancelled]

  public enum Backoff: String, Sendable, CaseIterable {
    case constant
    case linear
    case exponential
  }

  public enum Jitter: String, Sendable, CaseIterable {
    case none
    case full
  }
}

/// Where a state's errors go before they go outwards.
public struct ErrorRoutes: Sendable {
  public var handlers: [Handler] = []
  public var errorNext: Successor?
  public var onError = OnError.fail

  public init() {}

  /// One entry of `catch`.
  public struct Handler: Sendable {
    /// Types that it takes; empty takes all.
    public var errors: [String]
    public var condition: Condition?
    public var resultPath: [String]?
    public var next: Successor

    public init(errors: [String], condition: Condition?, resultPath: [String]?, next: Successor) {
      self.errors = errors
      self.condition = condition
      self.resultPath = resultPath
      self.next = next
    }
  }

  public enum OnError: String, Sendable, CaseIterable {
    case fail
    case `continue`
  }
}
