/// What a decision makes worth telling. It follows from what is written anyway, so nothing is noted on the way.
extension Draft {
  func notices() -> [Notice] {
    var notices: [Notice] = []
    if eventNumber == 1 || eventType == .runAdopted { notices.append(notice(.runStarted)) }
    for change in rows.approvals {
      switch change {
      case .insertApproval(let approval): notices.append(notice(.approvalRequested, about: approval))
      case .updateApproval(let approval):
        if let topic = NoticeTopic(end: approval.status) { notices.append(notice(topic, about: approval)) }
      default: break
      }
    }
    if let end = NoticeTopic(end: run.status) { notices.append(notice(end)) }
    return notices
  }

  private func notice(_ topic: NoticeTopic, about approval: Approval? = nil) -> Notice {
    Notice(topic, about: approval, targets: program.notify.targets(of: topic))
  }
}

extension NoticeTopic {
  fileprivate init?(end status: ApprovalStatus) {
    switch status {
    case .approved, .rejected: self = .approvalDecided
    case .timedOut: self = .approvalTimedOut
    case .cancelled: self = .approvalCancelled
    case .pending: return nil
    }
  }
}
