import Engine
import JSON
import Store

extension StepSummary {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "path": .string(path), "state": .string(state), "type": .string(type.rawValue),
      "visit": .integer(Int64(visit)), "status": .string(status.rawValue), "attempt": .integer(Int64(attempt)),
      "delivery": .integer(Int64(delivery)), "executor": executor?.rawValue.json ?? .null,
      "error": error?.json ?? .null,
      "createdAt": createdAt.json, "startedAt": startedAt.json, "finishedAt": finishedAt.json,
      "deadlineAt": deadlineAt.json, "childRunId": (child?.rawValue).json,
    ]
  }
}

extension Step {
  /// With what went in and came out.
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "path": .string(path), "state": .string(state), "type": .string(type.rawValue),
      "visit": .integer(Int64(visit)), "status": .string(status.rawValue), "attempt": .integer(Int64(attempt)),
      "delivery": .integer(Int64(delivery)), "executor": executor?.rawValue.json ?? .null,
      "idempotencyKey": .string(idempotencyKey), "input": input ?? .null, "output": output ?? .null,
      "error": error?.json ?? .null, "createdAt": createdAt.json, "startedAt": startedAt.json,
      "finishedAt": finishedAt.json, "deadlineAt": deadlineAt.json, "childRunId": (child?.rawValue).json,
    ]
  }
}

extension AttemptRecord {
  var json: JSONValue {
    [
      "attempt": .integer(Int64(attempt)), "deliveries": .integer(Int64(deliveries)),
      "status": .string(status.rawValue),
      "error": error?.json ?? .null, "startedAt": startedAt.json, "finishedAt": finishedAt.json,
    ]
  }
}

extension AttemptLog {
  var json: JSONValue {
    [
      "attempt": .integer(Int64(attempt)), "text": .string(text), "isTruncated": .bool(isTruncated), "at": at.json,
    ]
  }
}

extension String {
  var json: JSONValue { .string(self) }
}
