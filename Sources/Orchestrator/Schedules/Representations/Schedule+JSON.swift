public import Engine
public import JSON

extension Schedule {
  /// As the API and the command line show it: what was said about it under the names by which it is written, and what
  /// became of it.
  public var json: JSONValue {
    var object: JSONObject = ["id": .string(id.rawValue)]
    for (key, value) in spec.document { object[key] = value }
    object["enabled"] = .bool(isEnabled)
    object["status"] = .string(status.rawValue)
    object["sentence"] = .string(spec.sentence(of: id))
    object["nextFireAt"] = .moment(ledger.nextFire)
    object["lastSlotAt"] = .moment(lastSlot)
    object["lastFireAt"] = .moment(lastFiredAt)
    object["lastRun"] =
      lastRun.map { ["id": .string($0.rawValue), "status": .text(lastRunStatus?.rawValue)] } ?? .null
    object["lastError"] = .text(lastError)
    object["pause"] =
      pause.map { ["by": .string($0.by.rawValue), "reason": .text($0.reason), "at": .moment($0.at)] } ?? .null
    object["pausedUntil"] = .moment(pausedUntil)
    object["failure"] =
      failure.map { ["kind": .string($0.kind.rawValue), "message": .string($0.message)] } ?? .null
    object["completedAt"] = .moment(completedAt)
    object["counts"] = [
      "fired": .integer(Int64(counts.fired)), "skipped": .integer(Int64(counts.skipped)),
      "missed": .integer(Int64(counts.missed)),
    ]
    object["version"] = .integer(version)
    object["createdAt"] = .moment(createdAt)
    object["createdBy"] = .string(createdBy.rawValue)
    object["updatedAt"] = .moment(updatedAt)
    return .object(object)
  }
}

extension ScheduleSpec {
  /// What a person says about a schedule, as it may be sent back: ``ScheduleRequest`` reads it.
  public var document: JSONObject {
    var object: JSONObject = [:]
    for (key, value) in json { object[key == "workflow" ? "workflowId" : key] = value }
    object["payload"] = .object(payload)
    return object
  }
}

extension JSONValue {
  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func moment(_ instant: Instant?) -> JSONValue { instant.map { .string($0.description) } ?? .null }
}
