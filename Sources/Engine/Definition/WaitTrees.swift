import JSON

/// A `sleep` as its author wrote it.
enum SleepTree {
  case duration(Sourced<JSONValue>)
  case until(Sourced<JSONValue>, zone: Sourced<JSONValue>?)
}

/// An `await`, or an operation `signal.wait`.
struct AwaitTree {
  var source: Source
  var correlation: Sourced<JSONValue>?
  var filter: Sourced<String>?
  var lookback: TimeSpan?

  enum Source {
    case signal(Sourced<JSONValue>)
    case event(Sourced<JSONValue>)
  }
}

/// An `emit`.
struct EmitTree {
  var event: Sourced<JSONValue>
  var payload: Sourced<JSONValue>?
  var correlation: Sourced<JSONValue>?
}
