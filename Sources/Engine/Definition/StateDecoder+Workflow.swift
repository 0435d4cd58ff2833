import JSON

extension StateDecoder {
  /// A workflow state: `workflow`, `revision` and `wait` stand beside `type`, and `input` is the other run's.
  func readWorkflow(_ readers: [ObjectReader], input: Field?, into state: inout StateTree) {
    state.input = input?.raw
    guard let named = ObjectReader.either("workflow", in: readers) else {
      readers.first?.missing("workflow", hint: "the `id` of the workflow to start")
      return
    }
    guard let workflow = named.textTemplate() else { return }
    checkName(workflow, at: named)
    var call = WorkflowCallTree(workflow: workflow)
    call.revision = ObjectReader.either("revision", in: readers).flatMap(revision)
    call.waits = ObjectReader.either("wait", in: readers)?.bool()?.value ?? true
    if !call.waits, let timeout = state.timeout {
      conflict("`wait: false`", "`timeoutSeconds`", at: timeout.place)
    }
    state.kind = .workflow(call)
  }

  /// The action `workflow.run` has all of that in its `input`, and the other run's input in there.
  func readWorkflowRun(around state: ObjectReader, input: Field?, into tree: inout StateTree) {
    guard let inside = inputReader(input, StateKeys.workflowRunInput, isOpen: false) else {
      return state.missing("input", hint: "`workflow` in it names the workflow to start")
    }
    tree.timeout = ObjectReader.either("timeoutSeconds", in: [state, inside])?.duration()
    readWorkflow([inside], input: inside.field("input"), into: &tree)
  }

  private func checkName(_ workflow: Sourced<JSONValue>, at field: Field) {
    guard let name = workflow.value.stringValue, !TemplateText.mayBeTemplate(name), !WorkflowID.isWellFormed(name)
    else { return }
    field.invalid("`\(name)` can't be a workflow's id", expected: WorkflowID.form)
  }

  /// A revision's number, or a template that chooses one.
  private func revision(_ field: Field) -> Sourced<JSONValue>? {
    if field.value.stringValue.map(TemplateText.mayBeTemplate) == true { return field.raw }
    return field.integer(in: 1...Int(Int32.max)).map { $0.map { .integer(Int64($0)) } }
  }
}
