/// The same block as long as a condition is true, one pass after the other.
public struct While: Sendable {
  /// Looked at before each pass; the pass's number (from 0) is `index`.
  public var condition: Condition
  public var block: Int
  /// One pass more is an error of type `limit`.
  public var maxIterations: Int

  public init(condition: Condition, block: Int, maxIterations: Int = 1_000) {
    self.condition = condition
    self.block = block
    self.maxIterations = maxIterations
  }
}

/// A block, what happens when it fails, and what happens in any case.
public struct TryBlock: Sendable {
  public var body: Int
  public var handlers: [Handler]
  /// The block that runs last, however the others ended.
  public var finally: Int?

  public init(body: Int, handlers: [Handler] = [], finally: Int? = nil) {
    self.body = body
    self.handlers = handlers
    self.finally = finally
  }

  /// One entry of `catch`; the first that takes the error is used.
  public struct Handler: Sendable {
    /// Types that it takes; empty takes all.
    public var errors: [String]
    public var condition: Condition?
    /// The name under which the handler's block sees the error, beside `error`.
    public var name: String?
    /// Tries the body again before the handler's block runs.
    public var retry: RetryPolicy?
    /// Without a block the error is swallowed.
    public var block: Int?

    public init(
      errors: [String], condition: Condition? = nil, name: String? = nil, retry: RetryPolicy? = nil, block: Int? = nil
    ) {
      self.errors = errors
      self.condition = condition
      self.name = name
      self.retry = retry
      self.block = block
    }
  }
}

/// Ends its block with an error of the author's.
public struct Failure: Sendable {
  /// Nil is ``defaultType``.
  public var errorType: Template?
  public var message: Template

  /// The type of an error whose author gave it none.
  public static let defaultType = "failed"

  public init(errorType: Template? = nil, message: Template) {
    self.errorType = errorType
    self.message = message
  }
}
