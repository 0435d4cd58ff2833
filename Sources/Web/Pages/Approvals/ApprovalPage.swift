import Engine
import HTTPTypes
import Orchestrator
import Store

/// One approval, to be decided at leisure.
struct ApprovalPage: SitePage {
  static let template = "approval"

  let context: PageContext
  let entry: ApprovalEntry
  var refusal: String?
  var comment = ""

  var title: String { entry.approval.title ?? "Approval of \(entry.path)" }
  var section: LayoutView.Section? { .approvals }

  func field(_ name: String) -> Field? {
    switch name {
    case "workflow": .text(entry.workflow.rawValue)
    case "workflowLink": .link(context.workflow(entry.workflow))
    case "step": .text(entry.path)
    case "runLink": .link(context.run(entry.approval.run))
    case "inbox": .link(context.link("approvals"))
    case "refusal": .optional(refusal)
    case "form": .view(form)
    default: nil
    }
  }

  private var form: ApprovalForm {
    ApprovalForm(entry: entry, context: context, action: context.approval(entry.approval.id), comment: comment)
  }
}

extension ApprovalPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    try exchange.show(ApprovalPage(context: exchange.page, entry: try exchange.requireApproval()))
  }

  @Sendable static func decide(_ exchange: Exchange) throws -> WebResponse {
    let entry = try exchange.requireApproval()
    guard ["approve", "reject"].contains(exchange.form["action"]) else {
      throw Problem(.unprocessableContent, "This form says neither approve nor reject.")
    }
    let answer = try ApprovalForm.answer(exchange.form, run: entry.approval.run)
    do {
      _ = try exchange.installation.decideApproval(answer, by: try exchange.identity())
    } catch let error as OperationError where [.conflict, .invalid, .forbidden].contains(error.kind) {
      let page = ApprovalPage(
        context: exchange.page, entry: try exchange.requireApproval(), refusal: error.message.asSentence,
        comment: exchange.form["comment"] ?? "")
      return try exchange.show(page, status: Problem(error)?.status ?? .unprocessableContent)
    }
    let installation = exchange.installation
    var response = WebResponse.seeOther(exchange.link("runs", entry.approval.run.rawValue))
    response.afterwards = { installation.dispatch(entry.approval.run) }
    return response
  }
}

extension Exchange {
  /// The approval of the address, if it is of the asker's tenant.
  func requireApproval() throws -> ApprovalEntry {
    let id = ApprovalID(rawValue: try parameter("id"))
    let tenant = try identity().tenant
    guard let entry = try installation.storage.read({ try $0.approval(id, tenant: tenant) }) else {
      throw Problem.notFound("There is no approval \(id.rawValue).")
    }
    return entry
  }
}
