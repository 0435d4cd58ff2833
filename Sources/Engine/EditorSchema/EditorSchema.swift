public import JSON

/// The JSON Schema (2020-12) of a workflow's YAML, by which editors complete and check while somebody types.
///
/// It is made of the same tables of keys by which definitions are read. It knows less than the checker: which states
/// there are, and whether an expression is one, only that can tell.
public enum EditorSchema {
  public static let workflow: JSONValue = {
    var definitions = parts
    for type in StateTypeName.allCases { definitions[name(of: type)] = object(StateKeys.table(for: type)) }
    definitions[name(of: .operation)] = operation
    definitions["state"] = state
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A workflow of Escapement",
      "type": "object",
      "if": ["required": ["tasks"]],
      "then": ["$ref": .string(reference("tasksWorkflow"))],
      "else": [
        "if": ["required": ["steps"]],
        "then": ["$ref": .string(reference("stepsWorkflow"))],
        "else": [
          "if": ["required": ["definition"]],
          "then": ["$ref": .string(reference("wrapper"))],
          "else": ["$ref": .string(reference("workflow"))],
        ],
      ],
      "$defs": .object(definitions),
    ]
  }()

  static func reference(_ name: String) -> String { "#/$defs/\(name)" }

  private static func name(of type: StateTypeName) -> String { "\(type.rawValue)State" }

  private static var parts: JSONObject {
    let ours: JSONObject = [
      "workflow": object(WorkflowDecoder.keys, required: ["states"]),
      "wrapper": object(WorkflowDecoder.wrapperKeys, required: ["definition"]),
      "states": ["type": "array", "minItems": 1, "items": ["$ref": .string(reference("state"))]],
      "block": [
        "if": ["type": "array"], "then": ["$ref": .string(reference("states"))],
        "else": object(StateKeys.part, required: ["states"]),
      ],
      "concurrency": object(ConcurrencyTree.keys),
      "retry": object(StateKeys.retry),
      "handler": object(StateKeys.handler),
      "tryHandler": object(StateKeys.tryHandler),
      "switchCase": object(StateKeys.switchCase, required: ["if"]),
      "branch": object(StateKeys.branch),
      "join": object(StateKeys.join),
      "iterator": object(StateKeys.iterator),
      "approvalInput": object(StateKeys.approvalInput),
      "signalWaitInput": object(StateKeys.signalWaitInput),
      "workflowRunInput": object(StateKeys.workflowRunInput),
      "agentRunInput": object(StateKeys.agentRunInput, isOpen: true),
      "trigger": object(TriggerDecoder.keys),
      "notify": object(NoticeDecoder.keys),
      "test": object(TestDecoder.test, required: ["expect"]),
      "expectation": object(TestDecoder.expectation),
    ]
    return ours.merging(dialects)
  }

  /// The settings in `input` depend on the action.
  private static var operation: JSONValue {
    let inputs = [
      ("agent.run", "agentRunInput"), ("human.approval", "approvalInput"), ("signal.wait", "signalWaitInput"),
      ("workflow.run", "workflowRunInput"),
    ]
    let rules = inputs.map { action, input -> JSONValue in
      [
        "if": ["properties": ["action": ["const": .string(action)]], "required": ["action"]],
        "then": ["properties": ["input": ["if": ["type": "object"], "then": ["$ref": .string(reference(input))]]]],
      ]
    }
    guard var schema = object(StateKeys.operation).objectValue else { return [:] }
    schema["allOf"] = .array(rules)
    return .object(schema)
  }

  /// The type says which keys there are.
  private static var state: JSONValue {
    let rules = StateTypeName.allCases.map { type -> JSONValue in
      let words = StateTypeName.spellings.filter { StateTypeName(spelling: $0) == type }
      return [
        "if": ["properties": ["type": ["enum": .array(words.map(JSONValue.string))]], "required": ["type"]],
        "then": ["$ref": .string(reference(name(of: type)))],
      ]
    }
    return [
      "type": "object", "required": ["type"],
      "properties": ["type": ["enum": .array(StateTypeName.spellings.map(JSONValue.string))]],
      "allOf": .array(rules),
    ]
  }
}
