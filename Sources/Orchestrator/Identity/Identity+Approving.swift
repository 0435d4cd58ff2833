public import Engine

extension Identity {
  /// Whether the gate's list of approvers has this identity: `user:alice`, `team:platform`, `role:approver`; a bare
  /// name is a team. Nobody listed means everybody who may decide approvals. Admins may decide at every gate.
  public func mayDecide(_ approval: Approval) -> Bool {
    guard tenant == approval.tenant, has(.decideApproval) || !approval.approvers.isEmpty else { return false }
    return roles.contains(.admin) || approval.approvers.isEmpty || approval.approvers.contains(where: isNamed(by:))
  }

  private func isNamed(by approver: String) -> Bool {
    let parts = approver.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return teams.contains(approver) }
    switch parts[0] {
    case "user": return actor.rawValue == approver
    case "team": return teams.contains(parts[1])
    case "role": return Role(rawValue: parts[1]).map(roles.contains) ?? false
    default: return false
    }
  }
}
