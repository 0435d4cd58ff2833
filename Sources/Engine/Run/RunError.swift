public import JSON

/// What went wrong in a step or a run: facts that can be routed on, shown, and stored.
public struct RunError: Error, Hashable, Sendable {
  /// What `retryOn` and `catch` look at: one of the engine's ``Kind``s or a name that an agent gave.
  public var type: String
  /// One sentence for a person, with the cause.
  public var message: String
  /// The path of the step that failed, as `diagnostics/pods/check_pods`.
  public var step: String?
  public var attempt: Int?
  /// Whatever else is known: exit status, the end of the standard error, violations.
  public var details: JSONObject
  /// The error behind this one.
  public var cause: [RunError]

  public init(
    type: String, message: String, step: String? = nil, attempt: Int? = nil, details: JSONObject = [:],
    cause: RunError? = nil
  ) {
    self.type = type
    self.message = message
    self.step = step
    self.attempt = attempt
    self.details = details
    self.cause = cause.map { [$0] } ?? []
  }

  public init(_ kind: Kind, _ message: String, details: JSONObject = [:], cause: RunError? = nil) {
    self.init(type: kind.rawValue, message: message, details: details, cause: cause)
  }

  /// The types that the engine itself uses.
  public enum Kind: String, Sendable, CaseIterable {
    case timeout
    case validation
    case expression
    case agentError = "agent_error"
    case retryExhausted = "retry_exhausted"
    case rejected
    case cancelled
    case limit
    case leaseLost = "lease_lost"
    case transient
    /// A run could not be started, because its concurrency key has no free slot.
    case concurrencyLimit = "concurrency_limit"
    /// A broken invariant on stored data; see ``InvariantViolation``.
    case `internal`
  }

  public func has(_ kind: Kind) -> Bool { type == kind.rawValue }
}

/// Stored or user data that contradicts what must hold. Thrown, never trapped: the run is quarantined, others go on.
public struct InvariantViolation: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
