import Digest
public import JSON

/// Gates that wait for a person: asked, decided, timed out.
extension Draft {
  mutating func ask(_ question: Question, at place: Place) throws(Interruption) {
    var step = try makeStep(at: place, status: .waitingApproval)
    step.startedAt = now
    step.input = question.json
    let dueAt = place.node.timeout.map { now + $0 }
    let approval = Approval(
      run: run.id, tenant: run.tenant, step: step.id, title: question.title, message: question.message,
      evidence: question.evidence, approvers: question.approvers, digest: digest(of: question), requestedAt: now,
      dueAt: dueAt)
    insert(step)
    snapshot.approvals[step.id] = approval
    rows.approvals.append(.insertApproval(approval))
    if let dueAt {
      rows.timers.append(.setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .approvalTimeout), dueAt: dueAt)))
    }
  }

  /// What a person saw, as one number: a decision about something else is refused.
  private func digest(of question: Question) -> String {
    ContentHash.of([
      "title": question.title.map(JSONValue.string) ?? .null, "message": .string(question.message),
      "evidence": .object(question.evidence), "revision": .string(run.revisionHash),
    ])
  }

  mutating func take(_ decision: ApprovalDecision) throws(Interruption) -> String? {
    let id = StepID(rawValue: decision.approval.rawValue)
    guard let step = snapshot.steps[id], step.status == .waitingApproval, let approval = snapshot.approvals[id] else {
      return "the approval \(decision.approval) is decided already, or its run has ended"
    }
    eventType = .approvalDecided
    actor = decision.by
    eventStep = id
    detail["approved"] = .bool(decision.approved)
    detail["digest"] = .string(approval.digest)
    payload = decision.comment.map(JSONValue.string)
    try settle(
      step, approval, as: decision.approved ? .approved : .rejected, by: decision.by, comment: decision.comment)
    return nil
  }

  mutating func fireApprovalTimeout(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], step.status == .waitingApproval, let approval = snapshot.approvals[id] else {
      return "the approval \(id) is decided already"
    }
    if let stillness { return "\(stillness); the approval's deadline acts when it goes on" }
    eventType = .approvalTimedOut
    eventStep = id
    try settle(step, approval, as: try outcomeOfTimeout(step), by: .system, comment: "nobody decided in time")
    return nil
  }

  private func outcomeOfTimeout(_ step: Step) throws(Interruption) -> ApprovalStatus {
    switch try gate(of: step).onTimeout {
    case .approve: .approved
    case .reject: .rejected
    case .timeOut, .fail: .timedOut
    }
  }

  private func gate(of step: Step) throws(Interruption) -> ApprovalGate {
    guard case .humanApproval(let gate) = try node(step.node).kind else {
      throw .broken("the step \(step.path) waits for an approval, but is none")
    }
    return gate
  }

  private mutating func settle(
    _ step: Step, _ approval: Approval, as status: ApprovalStatus, by: Actor, comment: String?
  ) throws(Interruption) {
    var approval = approval
    approval.status = status
    approval.decidedAt = now
    approval.decidedBy = by
    approval.comment = comment
    snapshot.approvals[step.id] = nil
    rows.approvals.append(.updateApproval(approval))
    clearDeadline(of: approval)
    var step = step
    step.output = approval.result
    let isAnswer = try gate(of: step).onReject == .answer
    if status == .approved || status == .rejected && isAnswer {
      try succeed(step, holding: nil)
    } else {
      try refuse(step, approval)
    }
  }

  func clearDeadlineChange(of approval: Approval) -> Change? {
    approval.dueAt == nil ? nil : .clearTimer(.init(run: run.id, step: approval.step, kind: .approvalTimeout))
  }

  mutating func clearDeadline(of approval: Approval) {
    if let change = clearDeadlineChange(of: approval) { rows.timers.append(change) }
  }

  /// Rejection and timeout store their result too, so that a later switch can read it; then they are routed.
  private mutating func refuse(_ step: Step, _ approval: Approval) throws(Interruption) {
    let node = try node(step.node)
    let gate = try gate(of: step)
    var step = step
    let timedOut = approval.status == .timedOut
    do { try store(try shape(approval.result, of: node, in: step.frame), of: node, in: step.frame) } catch {
      return try fail(step, with: error, holding: nil)
    }
    let error = approval.refusal(step: step.path)
    step.error = error
    close(step, as: timedOut ? .timedOut : .failed)
    if run.cancellation != nil { return try finishCancellationIfQuiet() }
    if let next = timedOut ? gate.timeoutNext : gate.rejectNext {
      setCaught(error, in: step.frame)
      return try proceed(step.frame, to: .node(next))
    }
    try route(error, from: step, node, ending: gate.ending(timedOut: timedOut))
  }
}

extension ApprovalGate {
  fileprivate func ending(timedOut: Bool) -> Ending {
    if timedOut { return onTimeout == .fail ? .failed : .timedOut }
    return onReject == .cancel ? .cancelled : .failed
  }
}

extension Question {
  /// `{title?, message, evidence?, approvers?}`: what the timeline shows as the step's input.
  fileprivate var json: JSONValue {
    var object: JSONObject = [:]
    object["title"] = title.map(JSONValue.string)
    object["message"] = .string(message)
    if !evidence.isEmpty { object["evidence"] = .object(evidence) }
    if !approvers.isEmpty { object["approvers"] = .array(approvers.map(JSONValue.string)) }
    return .object(object)
  }
}

extension Approval {
  /// `{approved, decision, decidedBy, decidedAt, comment, form, votes}`, as later states see it.
  public var result: JSONValue {
    let decision: String =
      switch status {
      case .approved: "approved"
      case .rejected: "rejected"
      case .timedOut: "timeout"
      case .pending: "pending"
      case .cancelled: "cancelled"
      }
    let by = decidedBy.map { JSONValue.string($0.rawValue) } ?? .null
    let at = decidedAt.map { JSONValue.string($0.description) } ?? .null
    let comment = comment.map(JSONValue.string) ?? .null
    let votes: [JSONValue] =
      decidedBy == nil || decidedBy == .system
      ? [] : [["by": by, "decision": .string(decision), "comment": comment, "at": at]]
    return [
      "approved": .bool(status == .approved), "decision": .string(decision), "decidedBy": by, "decidedAt": at,
      "comment": comment, "form": nil, "votes": .array(votes),
    ]
  }

  fileprivate func refusal(step: String) -> RunError {
    if status == .timedOut {
      return RunError(
        type: RunError.Kind.timeout.rawValue, message: "nobody decided the approval '\(step)' in time", step: step)
    }
    let by = decidedBy?.rawValue ?? "nobody"
    let why = comment.map { ": \($0)" } ?? ""
    return RunError(
      type: RunError.Kind.rejected.rawValue, message: "\(by) rejected the approval '\(step)'\(why)", step: step)
  }
}
