public import JSON

/// The workflow that performs a heartbeat's beats: one call of the agent for each check, and no check stops the others.
///
/// A beat is a run like any other, so that leases, crashes, timeouts, logs and the timeline need nothing of their own.
public enum BeatWorkflow {
  /// A few at a time: agents may be models that count their callers.
  private static let concurrency = 4

  /// The definition, as JSON text. The same spec gives the same text, and so the same revision.
  public static func definition(of spec: HeartbeatSpec) -> String {
    let ask: JSONValue = [
      "name": "ask", "type": "agent", "agent": .string(spec.agent.rawValue),
      "timeoutSeconds": .double(spec.checkTimeout.seconds), "resultPath": "answer",
      "input": [
        "check": "{{ item.check }}", "heartbeat": "{{ input.heartbeat }}", "lastResult": "{{ item.lastResult }}",
      ],
    ]
    let definition: JSONValue = [
      "id": .string(Heartbeat.workflow(named: spec.name).rawValue), "name": .string("Heartbeat \(spec.name)"),
      "description": .string("Asks \(spec.agent) each check of the heartbeat \(spec.name). Made by the heartbeat."),
      "states": [
        [
          "name": "checks", "type": "foreach", "items": "input.checks", "maxConcurrency": .integer(Int64(concurrency)),
          "onItemError": "continue", "iterator": ["start": "ask", "states": [ask]],
        ]
      ],
      "output": ["results": "{{ steps.checks }}"],
    ]
    return definition.prettyText
  }

  /// What a beat's run is started with.
  public static func input(of heartbeat: Heartbeat) -> JSONObject {
    [
      "heartbeat": [
        "name": .string(heartbeat.spec.name), "description": heartbeat.spec.description.map { .string($0) } ?? .null,
      ],
      "checks": .array(
        heartbeat.spec.checks.map { check in
          ["check": .string(check), "lastResult": heartbeat.memory[check].map(lastResult) ?? .null]
        }),
    ]
  }

  private static func lastResult(_ memory: CheckMemory) -> JSONValue {
    [
      "outcome": .string(memory.last.outcome.rawValue), "details": memory.last.details.map { .string($0) } ?? .null,
      "at": .string(memory.at.description),
    ]
  }
}
