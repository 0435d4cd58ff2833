import Engine
import JSON

/// What a claimed `workflow` step asks for, read from its input.
struct ChildRequest {
  let workflow: WorkflowID
  let revision: Int?
  let input: JSONObject
  /// Whether the step waits for the child's end.
  let waits: Bool

  init(_ assignment: Assignment) throws(InvariantViolation) {
    let call = assignment.input
    guard let workflow = call["workflow"]?.stringValue, let input = call["input"]?.objectValue else {
      throw InvariantViolation("the step \(assignment.path) starts a workflow, but its input names none")
    }
    self.workflow = WorkflowID(rawValue: workflow)
    self.input = input
    revision = call["revision"]?.integerValue.flatMap(Int.init(exactly:))
    waits = call["wait"]?.boolValue ?? true
  }
}

extension RunError {
  /// A child that can't be started fails its step like a wrong input: another attempt would not help.
  init(_ error: OperationError) {
    let issues = error.issues.map { issue -> JSONValue in
      ["path": .string(issue.path), "message": .string(issue.message)]
    }
    self.init(.validation, error.message, details: issues.isEmpty ? [:] : ["issues": .array(issues)])
  }
}
