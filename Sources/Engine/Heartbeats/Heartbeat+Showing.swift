public import JSON

/// As the programming interface and the command line show it.
extension Heartbeat {
  public var json: JSONValue {
    var object = spec.json
    object["id"] = .string(id.rawValue)
    object["file"] = .of(file)
    object["problem"] = .of(problem)
    object["paused"] = .bool(isPaused)
    object["outcome"] = .of(outcome?.rawValue)
    object["nextBeat"] = isPaused ? .null : .of(nextBeat)
    object["lastBeat"] = .of(lastBeat)
    object["run"] = .of(run?.rawValue)
    object["workflow"] = .string(workflow.rawValue)
    object["lastResults"] = .array(
      spec.checks.compactMap { memory[$0] }.map { memory in
        var result = memory.last.json.objectValue ?? [:]
        result["at"] = .of(memory.at)
        result["unevaluatedInARow"] = .integer(Int64(memory.unevaluatedInARow))
        return .object(result)
      })
    object["version"] = .integer(version)
    object["createdAt"] = .of(createdAt)
    object["createdBy"] = .string(createdBy.rawValue)
    object["updatedAt"] = .of(updatedAt)
    return .object(object)
  }
}

extension BeatResult {
  public var json: JSONValue {
    [
      "id": .string(id.rawValue), "run": .of(run?.rawValue), "cause": .string(cause.rawValue),
      "outcome": .string(outcome.rawValue), "checks": .array(checks.map(\.json)), "startedAt": .of(startedAt),
      "finishedAt": .of(finishedAt),
    ]
  }
}
