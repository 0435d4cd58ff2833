public import Engine
public import Store

/// A person's answer at a gate.
public struct ApprovalAnswer: Sendable {
  public var run: RunID
  public var approval: ApprovalID
  public var approved: Bool
  public var comment: String?
  /// What the person saw (``Approval/digest``). Forms always send it; who calls the API may leave it out.
  public var digest: String?

  public init(run: RunID, approval: ApprovalID, approved: Bool, comment: String? = nil, digest: String? = nil) {
    self.run = run
    self.approval = approval
    self.approved = approved
    self.comment = comment
    self.digest = digest
  }
}

extension Installation {
  /// Decides an approval; the run goes on in the same commit. Of two people at once one decides, and the other learns
  /// who did.
  ///
  /// - Throws: ``OperationError``: `notFound`, `forbidden` for who isn't among the approvers, `conflict` when it is
  ///   decided already or what was shown has changed, `invalid` for a comment that is too long.
  public func decideApproval(_ answer: ApprovalAnswer, by identity: Identity) throws -> ApprovalEntry {
    let entry = try requireApproval(answer, identity.tenant)
    guard identity.mayDecide(entry.approval) else {
      throw OperationError(
        .forbidden, "\(identity.actor) may not decide this approval; it is for \(entry.approval.audience)")
    }
    try check(answer, against: entry.approval)
    let decision = ApprovalDecision(
      approval: answer.approval, approved: answer.approved, by: identity.actor, comment: answer.comment)
    switch try advance(answer.run, .approvalDecided(decision)) {
    case .advanced:
      return try requireApproval(answer, identity.tenant)
    case .ignored(let reason):
      let now = try requireApproval(answer, identity.tenant)
      throw OperationError(.conflict, now.approval.story ?? reason)
    case .quarantined(let reason):
      throw OperationError(.conflict, "the run \(answer.run) was ended because it can't be worked on: \(reason)")
    case .unknownRun:
      throw OperationError(.notFound, "there is no run \(answer.run)")
    }
  }

  private func requireApproval(_ answer: ApprovalAnswer, _ tenant: TenantID) throws -> ApprovalEntry {
    guard let entry = try storage.read({ try $0.approval(answer.approval, tenant: tenant) }),
      entry.approval.run == answer.run
    else { throw OperationError(.notFound, "the run \(answer.run) has no approval \(answer.approval)") }
    return entry
  }

  private func check(_ answer: ApprovalAnswer, against approval: Approval) throws {
    if let story = approval.story { throw OperationError(.conflict, story) }
    if let digest = answer.digest, digest != approval.digest {
      throw OperationError(.conflict, "what this approval shows has changed since you opened it; look at it again")
    }
    if let comment = answer.comment, comment.utf8.count > Installation.maximumCommentBytes {
      throw OperationError(.invalid, "a comment has at most \(Installation.maximumCommentBytes) bytes")
    }
  }

  /// A comment is a remark, not a document.
  private static let maximumCommentBytes = 10_000
}

extension Approval {
  /// Who decided what and when; nil while it is pending.
  public var story: String? {
    let when = decidedAt.map { " at \($0)" } ?? ""
    switch status {
    case .pending: return nil
    case .approved: return "this approval was given by \(decidedBy?.rawValue ?? "nobody")\(when)"
    case .rejected: return "this approval was rejected by \(decidedBy?.rawValue ?? "nobody")\(when)"
    case .timedOut: return "nobody decided this approval in time; it ended\(when)"
    case .cancelled: return "this approval is no longer needed; its run went on without it or ended\(when)"
    }
  }

  /// Who may decide, in words.
  public var audience: String {
    approvers.isEmpty ? "anyone with the role approver" : approvers.joined(separator: ", ")
  }
}
