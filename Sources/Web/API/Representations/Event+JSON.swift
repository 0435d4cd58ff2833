import Engine
import JSON
import Store

extension StoredEvent {
  /// One line of a history: `number` counts within the run, `sequence` over all runs. What deciding noted for itself
  /// (`frames`) is left out; the states that were passed at once are `trace`.
  var json: JSONValue {
    var object: JSONObject = [
      "sequence": .integer(sequence), "number": .integer(event.number), "runId": .string(event.run.rawValue),
      "at": event.at.json, "type": .string(event.type.rawValue), "actor": .string(event.actor.rawValue),
      "stepId": (event.step?.rawValue).json, "payload": event.payload ?? .null,
    ]
    for (key, value) in event.detail where key != "frames" { object[key] = value }
    return .object(object)
  }
}
