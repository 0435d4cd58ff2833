import JSON

extension StateDecoder {
  /// - Parameters:
  ///   - beside: the state itself, in the short form that writes the gate beside `type`.
  ///   - around: the state, if its `timeoutSeconds` is to be looked at and it isn't in `beside`.
  func readApproval(
    _ beside: [ObjectReader], around state: ObjectReader? = nil, input: Field?, into tree: inout StateTree
  ) {
    let inside = inputReader(input, StateKeys.approvalInput, isOpen: false)
    let readers = beside + [inside].compactMap { $0 }
    tree.input = nil
    tree.timeout = ObjectReader.either("timeoutSeconds", in: [state].compactMap { $0 } + readers)?.duration()
    if let retry = tree.retry {
      findings.report(
        .invalidValue, at: retry.place, part: .key, "an approval can't have a `retry`: people aren't retried")
    }
    let title = ObjectReader.either("title", in: readers)?.textTemplate()
    guard let message = ObjectReader.either("message", in: readers)?.textTemplate() ?? title else {
      findings.report(
        .missingKey, at: inside?.place ?? tree.place, "an approval needs `message`", expected: "message",
        hint: "say what is to be approved")
      return
    }
    var gate = ApprovalTree(title: title, message: message)
    readEvidence(readers, into: &gate)
    // What an approval is given is what it shows.
    gate.evidence += [tree.inputPath].compactMap { $0 }
    tree.inputPath = nil
    readDecisions(readers, into: &gate)
    tree.kind = .approval(gate)
  }

  private func readEvidence(_ readers: [ObjectReader], into gate: inout ApprovalTree) {
    let summary = ObjectReader.either("summaryPath", in: readers)?.text()
    let further = ObjectReader.either("evidence", in: readers)?.texts() ?? []
    gate.evidence = [summary].compactMap { $0 } + further
    gate.approvers = ObjectReader.either("approvers", in: readers).flatMap(approvers)
  }

  private func readDecisions(_ readers: [ObjectReader], into gate: inout ApprovalTree) {
    let onReject = ObjectReader.either("onReject", in: readers)
    gate.onReject = onReject?.choice(of: [ApprovalGate.OnReject.fail, .cancel])?.value ?? .fail
    gate.rejectNext = ObjectReader.either("rejectNext", in: readers)?.text()
    let onTimeout = ObjectReader.either("onTimeout", in: readers)
    gate.onTimeout = onTimeout?.choice(of: [.reject, .approve, .fail])?.value ?? ApprovalGate.OnTimeout.timeOut
    gate.timeoutNext = ObjectReader.either("timeoutNext", in: readers)?.text()
  }

  /// A list of approvers, each constant or a template; or a template for the whole list.
  private func approvers(_ field: Field) -> Sourced<JSONValue>? {
    guard let texts = field.texts() else { return nil }
    for text in texts where !Self.isApprover(text.value) {
      findings.report(
        .invalidValue, at: text.place, "`\(text.value)` is no approver", expected: Self.approverForms,
        actual: text.value, hint: "a name without a kind is a team's")
    }
    if field.value.stringValue != nil { return field.raw }
    return Sourced(value: .array(texts.map { .string($0.value) }), place: field.place)
  }

  private static func isApprover(_ text: String) -> Bool {
    if text.contains("{{") || text.hasPrefix("$") { return true }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return !text.isEmpty }
    return ["user", "team", "role", "email"].contains(parts[0]) && !parts[1].isEmpty
  }

  private static let approverForms = "user:NAME, team:NAME, role:NAME or email:ADDRESS"
}
