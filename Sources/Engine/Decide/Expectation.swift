import JSON

/// What a step waits for. Its row holds this as the step's input, where people see it.
struct Expectation {
  /// An event of the tenant; else a signal to the run.
  var isEvent: Bool
  var name: String
  /// Only what carries the same; nil takes anything.
  var correlation: String?
  /// Events from this moment on count; nil: from when the step began to wait.
  var since: Instant?
  /// When waiting ends.
  var until: Instant?

  var json: JSONValue {
    var object: JSONObject = [isEvent ? "event" : "signal": .string(name)]
    object["correlation"] = correlation.map(JSONValue.string)
    object["since"] = since.map { .string($0.description) }
    object["until"] = until.map { .string($0.description) }
    return .object(object)
  }
}

extension Expectation {
  /// Reads what ``json`` wrote; nil when the value is something else.
  init?(json: JSONValue) {
    let event = json["event"]?.stringValue
    guard let name = event ?? json["signal"]?.stringValue else { return nil }
    self.init(
      isEvent: event != nil, name: name, correlation: json["correlation"]?.stringValue,
      since: json["since"]?.stringValue.flatMap(Instant.init), until: json["until"]?.stringValue.flatMap(Instant.init))
  }

  func takes(_ name: String, _ correlation: String?) -> Bool {
    self.name == name && (self.correlation == nil || self.correlation == correlation)
  }

  /// `the signal 'go' (order-7)`
  var description: String {
    "the \(isEvent ? "event" : "signal") '\(name)'" + (correlation.map { " (\($0))" } ?? "")
  }
}

/// A signal or an event on its way to a waiting step.
struct Message {
  var name: String
  var payload: JSONValue
  var correlation: String?
  var by: Actor
  var at: Instant
  /// An event's.
  var id: String?

  init(_ signal: Signal, at: Instant) {
    (name, payload, correlation, by) = (signal.name, signal.payload, signal.correlation, signal.by)
    self.at = at
  }

  init(_ event: PublishedEvent) {
    (name, payload, correlation, by) = (event.name, event.payload, event.correlation, event.by)
    (at, id) = (event.at, event.id)
  }

  /// What a filter sees as `event`.
  var json: JSONValue {
    var object: JSONObject = ["name": .string(name), "payload": payload]
    object["correlation"] = correlation.map(JSONValue.string) ?? .null
    object["by"] = .string(by.rawValue)
    object["at"] = .string(at.description)
    if let id {
      object["id"] = .string(id)
      object["type"] = .string(name)
    }
    return .object(object)
  }
}

/// An event that a state publishes.
struct OutgoingEvent {
  var name: String
  var payload: JSONValue
  var correlation: String?
}
