public import JSON

/// As the programming interface and the command line show it.
extension Monitor {
  /// - Parameter url: the whole address that the job asks for; only for who may see it.
  public func json(at now: Instant, url: String?) -> JSONValue {
    var object = spec.json
    object["id"] = .string(id.rawValue)
    object["state"] = .string(state(at: now).rawValue)
    object["url"] = .of(url)
    object["paused"] = .bool(isPaused)
    object["startedAt"] = .of(startedAt)
    object["lastPing"] = .of(lastPing)
    object["lastDurationSeconds"] = lastDuration.map { .double($0.seconds) } ?? .null
    object["expectedAt"] = .of(expectedAt)
    object["alertAt"] = .of(alertAt)
    object["version"] = .integer(version)
    object["createdAt"] = .of(createdAt)
    object["createdBy"] = .string(createdBy.rawValue)
    object["updatedAt"] = .of(updatedAt)
    return .object(object)
  }
}

extension MonitorSpec {
  /// When pings are expected, for people.
  public var words: String {
    switch expectation {
    case .every(let span): "every \(HeartbeatSpec.text(of: span))"
    case .cron(let text, let timezone): "\(text) (\(timezone))"
    }
  }

  public var json: JSONObject {
    var object: JSONObject = ["name": .string(name)]
    switch expectation {
    case .every(let span): object["every"] = .string(HeartbeatSpec.text(of: span))
    case .cron(let text, let timezone):
      object["cron"] = .string(text)
      object["timezone"] = .string(timezone)
    }
    object["grace"] = .string(HeartbeatSpec.text(of: grace))
    object["note"] = .of(note)
    return object
  }
}

extension Ping {
  public var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "exit": exit.map { .integer(Int64($0)) } ?? .null, "body": .of(body),
      "at": .of(at), "durationSeconds": duration.map { .double($0.seconds) } ?? .null, "address": .string(address),
    ]
  }
}
