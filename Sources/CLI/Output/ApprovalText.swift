import Engine
import Orchestrator
import Store

/// Approvals, for people.
enum ApprovalText {
  /// That somebody has to decide, and how.
  static func announcement(of entry: ApprovalEntry, among count: Int, _ baseURL: String?) -> String {
    let approval = entry.approval
    let which = count > 1 ? " \(entry.path)" : ""
    var lines = ["waiting for an approval at \(entry.path): \(approval.title ?? approval.message)"]
    if approval.title != nil { lines.append("  \(approval.message)") }
    lines.append("  for \(approval.audience)\(approval.dueAt.map { ", until \(TimeText.moment($0)) UTC" } ?? "")")
    lines.append("  approve: escapement approve \(approval.run)\(which)")
    lines.append("  reject:  escapement reject \(approval.run)\(which) --comment WHY")
    if let baseURL { lines.append("  look:    \(baseURL)/runs/\(approval.run)") }
    return Terminal.harmless(lines.joined(separator: "\n"))
  }
}
