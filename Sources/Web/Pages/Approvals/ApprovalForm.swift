import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// An approval with what is to be decided on and, for who may decide, the form.
struct ApprovalForm: View {
  let entry: ApprovalEntry
  let context: PageContext
  /// The page that the form is on: it answers there.
  let action: LinkTarget
  /// What was typed before, when the form comes back.
  var comment = ""

  private var approval: Approval { entry.approval }

  /// Bytes of one piece of evidence: it must be seen in full to be decided on.
  private static let evidenceBytes = 50_000

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(approval.id.rawValue)
    case "title": .text(approval.title ?? "Approval of \(entry.path)")
    case "message": .text(approval.message)
    case "evidence": .list(approval.evidence.map { ValueView($0.key, $0.value, limit: Self.evidenceBytes) })
    case "hasEvidence": .flag(!approval.evidence.isEmpty)
    case "audience": .text(approval.audience)
    case "requested": .view(context.time(approval.requestedAt))
    case "due": context.time(approval.dueAt)
    case "status": .view(StatusView(approval.status))
    case "isPending": .flag(approval.status == .pending)
    case "story": .optional(approval.story?.asSentence)
    case "decidedComment": .optional(approval.comment)
    case "mayDecide": .flag(context.visitor.identity?.mayDecide(approval) ?? false)
    case "digest": .text(approval.digest)
    case "action": .link(action)
    case "formToken": .text(context.formToken)
    case "comment": .text(comment)
    default: nil
    }
  }

  /// What a sent form says.
  /// - Throws: 422 when the form lacks the approval or the digest of what was shown.
  static func answer(_ form: FormFields, run: RunID) throws(Problem) -> ApprovalAnswer {
    guard let approval = form.trimmed("approval"), let digest = form.trimmed("digest") else {
      throw Problem(.unprocessableContent, "This form doesn't say what it decides, or what was shown.")
    }
    return ApprovalAnswer(
      run: run, approval: ApprovalID(rawValue: approval), approved: form["action"] == "approve",
      comment: form.trimmed("comment"), digest: digest)
  }
}
