import Engine
public import JSON

/// As the programming interface and the command line show it.
extension TickRecord {
  public var json: JSONValue {
    [
      "worker": .string(worker.rawValue), "host": host.map { .string($0) } ?? .null,
      "startedAt": .string(startedAt.description), "finishedAt": finishedAt.map { .string($0.description) } ?? .null,
      "steps": .integer(Int64(steps)), "timers": .integer(Int64(timers)), "stimuli": .integer(Int64(stimuli)),
      "slots": .integer(Int64(slots)), "rescued": .integer(Int64(rescued)),
      "quarantined": .integer(Int64(quarantined)), "findings": .array(findings.map { .string($0) }),
      "error": error.map { .string($0) } ?? .null,
    ]
  }
}
