import Engine
import JSON
import Orchestrator
import Store

extension Run {
  /// The run as the API shows it.
  var json: JSONValue {
    var object: JSONObject = [
      "id": .string(id.rawValue), "workflowId": .string(workflow.rawValue), "revision": .integer(Int64(revision)),
      "status": .string(status.rawValue), "input": .object(input), "output": output ?? .null,
      "error": error?.json ?? .null, "trigger": .object(trigger), "labels": .object(labels),
      "priority": .integer(Int64(priority)), "createdAt": createdAt.json, "startedAt": startedAt.json,
      "finishedAt": finishedAt.json, "waitingFor": waitingFor.json, "eventCount": .integer(eventCount),
    ]
    object["pause"] = pause.map { ["by": .string($0.by.rawValue), "reason": $0.reason.json, "at": $0.at.json] }
    object["cancellation"] = cancellation.map {
      [
        "by": .string($0.by.rawValue), "reason": $0.reason.json, "policy": .string($0.policy.rawValue),
        "at": $0.at.json,
      ]
    }
    object["origin"] = origin?.json
    object["parent"] = parent.map { ["runId": .string($0.run.rawValue), "stepId": .string($0.step.rawValue)] }
    return .object(object)
  }

  /// Changes with everything that changes the run.
  var entityTag: String { "\"\(version)\"" }
}

extension HeldUpStep {
  var json: JSONValue {
    ["path": .string(path), "agentId": .string(agent.rawValue), "reason": .string(reason)]
  }
}

extension SlotStanding {
  var json: JSONValue {
    [
      "key": .string(key), "limit": .integer(Int64(limit)), "slot": number.json, "place": place.json,
      "waiting": .integer(Int64(waiting)), "holders": .array(holders.map { .string($0.rawValue) }),
    ]
  }
}

extension RunSummary {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "workflowId": .string(workflow.rawValue), "revision": .integer(Int64(revision)),
      "status": .string(status.rawValue), "error": error?.json ?? .null, "trigger": .object(trigger),
      "labels": .object(labels), "createdAt": createdAt.json, "startedAt": startedAt.json,
      "finishedAt": finishedAt.json, "waitingFor": waitingFor.json,
    ]
  }
}

extension Instant {
  var json: JSONValue { .string(description) }
}

extension Instant? {
  var json: JSONValue { self?.json ?? .null }
}

extension String? {
  var json: JSONValue { map(JSONValue.string) ?? .null }
}

extension Int? {
  var json: JSONValue { map { .integer(Int64($0)) } ?? .null }
}
