import Engine
import JSON
import Store

extension Endpoint {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "name": .string(name), "kind": .string(kind.rawValue), "target": .string(target),
      "topics": .array(topics.map(JSONValue.string)), "origin": .string(origin.rawValue), "enabled": .bool(isEnabled),
      "disabledReason": disabledReason.json, "failures": .integer(Int64(failures)), "resumeAt": resumeAt.json,
      "createdBy": .string(createdBy.rawValue), "createdAt": createdAt.json, "updatedAt": updatedAt.json,
    ]
  }
}

extension Delivery {
  var json: JSONValue {
    [
      "number": .integer(number), "endpoint": .string(endpointName), "message": .string(message.id),
      "topic": .string(message.topic), "subject": .string(message.subject), "status": .string(status.rawValue),
      "attempts": .integer(Int64(attempts)), "at": message.at.json,
      "dueAt": status == .pending ? dueAt.json : .null, "finishedAt": finishedAt.json,
    ]
  }
}

extension DeliveryAttempt {
  var json: JSONValue {
    [
      "number": .integer(Int64(number)), "at": at.json, "durationMilliseconds": .integer(duration.milliseconds),
      "succeeded": .bool(succeeded), "status": status.map { .integer(Int64($0)) } ?? .null, "error": error.json,
      "excerpt": excerpt.json,
    ]
  }
}
