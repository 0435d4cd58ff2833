public import Engine
public import JSON

/// What starting a run needs.
public struct StartRequest: Sendable {
  public var workflow: WorkflowID
  /// Nil means the newest revision.
  public var revision: Int?
  public var input: JSONObject
  public var labels: JSONObject
  /// What made the run start: `{"kind": "api"}`, `{"kind": "form"}`, `{"kind": "cli"}`; who did is added.
  public var trigger: JSONObject
  /// The caller's own name for the request: asked again with the same key, the same run is answered.
  public var idempotencyKey: String?
  /// Nil is the workflow's own.
  public var priority: Int?

  public init(
    workflow: WorkflowID, revision: Int? = nil, input: JSONObject = [:], labels: JSONObject = [:],
    trigger: JSONObject, idempotencyKey: String? = nil, priority: Int? = nil
  ) {
    self.priority = priority
    self.workflow = workflow
    self.revision = revision
    self.input = input
    self.labels = labels
    self.trigger = trigger
    self.idempotencyKey = idempotencyKey
  }

  /// The same request has the same hash, whatever started it.
  var content: JSONValue {
    var content: JSONObject = [
      "workflow": .string(workflow.rawValue), "revision": revision.map { .integer(Int64($0)) } ?? .null,
      "input": .object(input), "labels": .object(labels),
    ]
    // Keys that were used before there were priorities keep meaning the same request.
    if let priority { content["priority"] = .integer(Int64(priority)) }
    return .object(content)
  }
}

/// A run that was started now, or before under the same key.
public struct StartedRun: Sendable {
  public let run: Run
  /// The answer repeats an earlier one.
  public let isRepeated: Bool
}
