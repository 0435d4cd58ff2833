import JSON

extension TaskDecoder {
  /// `core.ask`: a question to a person. Whatever the answer is, the task succeeds with it.
  func readAsk(_ task: ObjectReader, _ expressions: TaskExpressions, into state: inout StateTree) {
    guard let input = task.field("input"), let reader = ObjectReader(input, TaskKeys.ask) else {
      return task.missing("input", hint: "core.ask needs a `prompt`")
    }
    if let retry = state.retry {
      findings.report(
        .invalidValue, at: retry.place, part: .key, "a question can't have a `retry`: people aren't retried")
    }
    guard let prompt = reader.field("prompt")?.textTemplate().flatMap({ expressions.template($0) }) else {
      return reader.missing("prompt")
    }
    var gate = ApprovalTree(
      title: reader.field("title")?.textTemplate().flatMap { expressions.template($0) }, message: prompt)
    gate.approvers = reader.field("assigned_to").flatMap { expressions.template($0) }
    gate.onReject = .answer
    if let schema = reader.field("response_schema") { checkResponse(schema) }
    state.timeout = ObjectReader.either("timeout", in: [reader, task])?.duration()
    state.kind = .approval(gate)
    state.output = Sourced(
      value: [
        "response": ["approved": "{{ result.approved }}", "comment": "{{ result.comment }}"],
        "responded_by": "{{ result.decidedBy }}", "responded_at": "{{ result.decidedAt }}",
      ], place: reader.place)
  }

  /// An approval answers yes or no and why; other fields need a form.
  private func checkResponse(_ field: Field) {
    for name in field.value["properties"]?.objectValue?.keys ?? [] where !["approved", "comment"].contains(name) {
      Unsupported.report(
        "answers other than `approved` and `comment`", at: field.place.key("properties").key(name), part: .key,
        findings)
    }
  }
}
