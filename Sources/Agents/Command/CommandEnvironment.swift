import Engine

/// The whole environment of a command: nothing reaches it that isn't named here.
struct CommandEnvironment {
  /// Taken from the program's own environment, with what stands in when it has none (cron gives no LANG).
  static let inherited = [
    ("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), ("LANG", "C.UTF-8"), ("TZ", ""),
  ]

  private(set) var variables: [(name: String, value: String)] = []

  init(_ request: ExecutionRequest, own: [String: String]) {
    for (name, standard) in Self.inherited {
      let value = own[name] ?? standard
      if !value.isEmpty { set(name, value) }
    }
    set("ESCAPEMENT_RUN_ID", request.run.rawValue)
    set("ESCAPEMENT_STEP", request.path)
    set("ESCAPEMENT_ATTEMPT", "\(request.attempt)")
    set("ESCAPEMENT_DELIVERY", "\(request.delivery)")
    set("ESCAPEMENT_IDEMPOTENCY_KEY", request.idempotencyKey)
    if let deadline = request.deadline { set("ESCAPEMENT_DEADLINE", deadline.description) }
    if let task = request.task { set("ESCAPEMENT_TASK", task) }
    let trace = TraceContext(run: request.run, idempotencyKey: request.idempotencyKey, delivery: request.delivery)
    set("TRACEPARENT", trace.traceparent)
  }

  /// The last value of a name counts. A NUL can't be in an environment; the text ends before it.
  mutating func set(_ name: String, _ value: String) {
    variables.removeAll { $0.name == name }
    variables.append((name, String(value.prefix { $0 != "\0" })))
  }
}
