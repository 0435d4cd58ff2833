/// What a `retry` or `retryDefaults` says; nil where it leaves the choice to the defaults.
struct RetrySettings {
  var maxAttempts: Int?
  var backoff: RetryPolicy.Backoff?
  var delay: TimeSpan?
  var multiplier: Double?
  var maxDelay: TimeSpan?
  var jitter: RetryPolicy.Jitter?
  var maxElapsed: TimeSpan?
  var retryOn: [String]?
  var stopOn: [String]?
  var condition: Sourced<String>?

  /// The policy: what is said here, else in `retryDefaults`, else the language's default. Its condition is compiled
  /// elsewhere.
  func policy(defaults: RetrySettings) -> RetryPolicy {
    var policy = RetryPolicy()
    policy.maxAttempts = maxAttempts ?? defaults.maxAttempts ?? policy.maxAttempts
    policy.backoff = backoff ?? defaults.backoff ?? policy.backoff
    policy.delay = delay ?? defaults.delay ?? policy.delay
    policy.multiplier = multiplier ?? defaults.multiplier ?? policy.multiplier
    policy.maxDelay = maxDelay ?? defaults.maxDelay ?? policy.maxDelay
    policy.jitter = jitter ?? defaults.jitter ?? policy.jitter
    policy.maxElapsed = maxElapsed ?? defaults.maxElapsed ?? policy.maxElapsed
    policy.retryOn = retryOn ?? defaults.retryOn ?? policy.retryOn
    policy.stopOn = stopOn ?? defaults.stopOn ?? policy.stopOn
    return policy
  }
}

extension RetrySettings {
  init?(_ field: Field) {
    guard let reader = ObjectReader(field, StateKeys.retry) else { return nil }
    maxAttempts = reader.field("maxAttempts")?.integer(in: 1...Self.mostAttempts)?.value
    backoff = reader.field("backoff")?.choice(of: RetryPolicy.Backoff.allCases)?.value
    delay = reader.field("backoffSeconds")?.duration(zeroAllowed: true)?.value
    multiplier = reader.field("multiplier")?.number(in: 1...Self.largestMultiplier)?.value
    maxDelay = reader.duration("maxDelaySeconds")?.value
    jitter = reader.field("jitter")?.choice(of: RetryPolicy.Jitter.allCases)?.value
    maxElapsed = reader.duration("maxElapsedSeconds")?.value
    retryOn = reader.field("retryOn")?.texts()?.map(\.value)
    stopOn = reader.field("stopOn")?.texts()?.map(\.value)
    condition = reader.field("if")?.condition()
  }

  /// Each attempt is a row that is kept: more of them are a loop and no retry.
  private static let mostAttempts = 10_000
  /// Beyond it the second wait is the longest already.
  private static let largestMultiplier = 1_000.0
}
