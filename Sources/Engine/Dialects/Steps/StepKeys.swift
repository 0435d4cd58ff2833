/// The keys of the steps dialect, in camelCase or snake_case.
enum StepKeys {
  static let workflow = KeyTable(
    "a workflow of steps", ["id", "name", "description", "version", "tags", "trigger", "steps", "enabled", "tests"])

  static let step = KeyTable(
    "a step",
    [
      "id", "name", "description", "action", "tool", "args", "prompt", "model", "outputSchema", "approvalRequired",
      "onSuccess", "onFailure", "branches", "timeout",
    ])

  static let branch = KeyTable("a branch", ["condition", "goto"])
}
