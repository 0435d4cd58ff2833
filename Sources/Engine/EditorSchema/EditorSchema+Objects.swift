import JSON

extension EditorSchema {
  /// An object of these keys in all their spellings, and no others.
  static func object(_ table: KeyTable, required: [String] = [], isOpen: Bool = false) -> JSONValue {
    object(table, required: required, isOpen: isOpen) { KeyShape.of($0, in: table.object) }
  }

  /// The two other dialects: their keys and how they nest, without the shapes of the values.
  static var dialects: JSONObject {
    [
      "tasksWorkflow": object(TaskKeys.workflow, shapes: ["tasks": .parts("task", "The tasks")]),
      "task": object(TaskKeys.task, shapes: ["tasks": .parts("task", "The tasks that run side by side")]),
      "stepsWorkflow": object(StepKeys.workflow, shapes: ["steps": .parts("step", "The steps, in order")]),
      "step": object(StepKeys.step, shapes: ["branches": .parts("stepBranch", "The first that is true decides")]),
      "stepBranch": object(StepKeys.branch, shapes: [:]),
    ]
  }

  private static func object(_ table: KeyTable, shapes: [String: KeyShape]) -> JSONValue {
    object(table, required: [], isOpen: false) { shapes[$0] }
  }

  private static func object(
    _ table: KeyTable, required: [String], isOpen: Bool, shape: (String) -> KeyShape?
  ) -> JSONValue {
    var properties = JSONObject()
    for spelling in table.spellings where !(table.isState && spelling.name == "type") {
      properties[spelling.word] = property(shape(spelling.name), spelling)
    }
    if table.isState { properties["type"] = true }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    if !isOpen { schema["additionalProperties"] = false }
    if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
    return .object(schema)
  }

  private static func property(_ shape: KeyShape?, _ spelling: KeyTable.WrittenKey) -> JSONValue {
    var schema = shape?.schema ?? [:]
    schema["description"] = shape.map { .string($0.about) }
    if spelling.isOld { schema["deprecated"] = true }
    return .object(schema)
  }
}

extension KeyTable {
  /// A setting in one of the ways to write it.
  struct WrittenKey {
    let word: String
    let name: String
    /// The checker would rather see another one.
    let isOld: Bool
  }

  var spellings: [WrittenKey] {
    var found: [WrittenKey] = []
    for word in keys.flatMap({ [$0.name] + $0.aliases }).flatMap({ [$0, Spelling.snakeCase($0)] }) {
      guard case .setting(let name, let plain) = meaning(of: word), !found.contains(where: { $0.word == word }) else {
        continue
      }
      found.append(WrittenKey(word: word, name: name, isOld: plain != nil))
    }
    return found
  }

  /// What has a `type` of ours; `state` says which words that may be.
  fileprivate var isState: Bool { object != TaskKeys.task.object && keys.contains { $0.name == "type" } }
}
