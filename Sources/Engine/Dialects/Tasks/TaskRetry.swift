import JSON

/// `retry` of the tasks dialect: it counts the tries after the first.
struct TaskRetry {
  let findings: Findings
  let expressions: TaskExpressions

  func read(_ field: Field?) -> Sourced<RetrySettings>? {
    guard let field, let reader = ObjectReader(field, TaskKeys.retry) else { return nil }
    var settings = RetrySettings()
    guard let count = reader.field("count")?.integer(in: 0...Self.mostRetries) else {
      reader.missing("count", hint: "how often to try again")
      return nil
    }
    settings.maxAttempts = count.value + 1
    settings.delay = reader.field("delay")?.duration(zeroAllowed: true)?.value ?? .seconds(0)
    settings.backoff = reader.field("backoff")?.choice(of: RetryPolicy.Backoff.allCases)?.value
    settings.maxDelay = reader.duration("max_delay")?.value
    settings.retryOn = nil
    settings.condition = reader.field("on_error").flatMap { field in
      expressions.condition(field)
    }
    return Sourced(value: settings, place: field.place)
  }

  /// Each attempt is a row that is kept.
  private static let mostRetries = 9_999
}
