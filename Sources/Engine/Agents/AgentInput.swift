public import JSON

/// What an agent receives from a step.
public enum AgentInput {
  /// From weakest to strongest: the context's keys that the agent's input schema names, the task, the further keys of
  /// `input`, `variables`.
  ///
  /// The task is there under each of ``taskNames`` that the schema has, and as `task` for an agent without a schema,
  /// which gets nothing from the context.
  ///
  /// - Parameters:
  ///   - agent: nil for an agent that isn't known (yet): then there is no schema.
  ///   - input: the state's rendered `input` without `agent`, the task, `variables` and the timeout.
  public static func assemble(
    agent: AgentDefinition?, context: JSONObject, input: JSONObject, variables: JSONObject, task: String?
  ) -> JSONValue {
    let fields = agent?.inputSchema.map(fields(of:))
    var base = JSONObject()
    for field in fields ?? [] { base[field] = context[field] }
    if let task {
      for name in fields?.filter(taskNames.contains) ?? ["task"] { base[name] = .string(task) }
    }
    return .object(base.merging(input).merging(variables))
  }

  /// How a schema may call the prompt.
  public static let taskNames = ["task", "prompt"]

  /// The names that an object's schema declares.
  private static func fields(of schema: JSONValue) -> [String] {
    let required = schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let declared = schema["properties"]?.objectValue?.keys ?? []
    return declared + required.filter { !declared.contains($0) }
  }
}
