import Engine
import JSON
import Orchestrator
import Store

extension InboundEvent {
  var json: JSONValue {
    [
      "id": .string(event.id), "sequence": .integer(sequence), "type": .string(event.name), "payload": event.payload,
      "correlation": event.correlation.json, "publishedBy": .string(event.by.rawValue), "at": event.at.json,
      "webhook": provenance.webhook.json, "replayOf": provenance.replayOf.json, "depth": .integer(Int64(event.depth)),
      "matchedAt": matchedAt.json, "matches": .integer(Int64(matches)),
    ]
  }
}

extension EventDetails {
  var json: JSONValue {
    guard var object = event.json.objectValue else { return event.json }
    object["answers"] = .array(matches.map(\.json))
    object["whyNothing"] = whyNothing.json
    return .object(object)
  }
}

extension EventDetails.MatchDetails {
  var json: JSONValue {
    var object: JSONObject = ["outcome": .string(match.outcome.rawValue)]
    if match.kind == .trigger {
      object["workflowId"] = .string(match.target)
      object["trigger"] = .string(match.name)
    }
    object["runId"] = (match.run?.rawValue).json
    object["reason"] = reason.json
    object["at"] = match.at.json
    return .object(object)
  }
}
