import Engine
import Orchestrator
import Store

/// The inbox: what waits for a person, and what was decided.
struct ApprovalsPage: SitePage {
  static let template = "approvals"

  let context: PageContext
  let view: Choice
  let approvals: Page<ApprovalEntry>

  /// Which approvals are shown.
  enum Choice: String, CaseIterable {
    case mine
    case all
    case decided

    var word: String {
      switch self {
      case .mine: "For me"
      case .all: "All waiting"
      case .decided: "Over"
      }
    }
  }

  var title: String { "Approvals" }
  var section: LayoutView.Section? { .approvals }

  func field(_ name: String) -> Field? {
    switch name {
    case "choices": .list(Choice.allCases.map { ChoiceView(choice: $0, isCurrent: $0 == view, context: context) })
    case "approvals": .list(approvals.items.map { ApprovalRow(entry: $0, context: context) })
    case "hasApprovals": .flag(!approvals.items.isEmpty)
    case "isMine": .flag(view == .mine)
    case "isDecided": .flag(view == .decided)
    case "all": .link(address(.all))
    case "hasNext": .flag(approvals.next != nil)
    case "next": approvals.next.map { .link(address(view, cursor: $0.description)) }
    default: nil
    }
  }

  private func address(_ choice: Choice, cursor: String? = nil) -> LinkTarget {
    let query = FormFields().setting("view", to: choice == .mine ? nil : choice.rawValue)
    return context.link("approvals", query: query.setting("cursor", to: cursor))
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let identity = try exchange.identity()
    let choice = exchange.request.query["view"].flatMap(Choice.init(rawValue:)) ?? .mine
    let filter = ApprovalFilter(
      tenant: identity.tenant, isPending: choice != .decided,
      approvers: choice == .mine ? identity.approverNames : nil)
    let request = try exchange.pageRequest()
    let approvals = try exchange.installation.storage.read { try $0.approvals(filter, page: request) }
    return try exchange.show(ApprovalsPage(context: exchange.page, view: choice, approvals: approvals))
  }

  private struct ChoiceView: View {
    let choice: Choice
    let isCurrent: Bool
    let context: PageContext

    func field(_ name: String) -> Field? {
      switch name {
      case "name": .text(choice.word)
      case "isCurrent": .flag(isCurrent)
      case "link":
        .link(
          context.link("approvals", query: FormFields().setting("view", to: choice == .mine ? nil : choice.rawValue)))
      default: nil
      }
    }
  }
}

/// An approval in a list.
struct ApprovalRow: View {
  let entry: ApprovalEntry
  let context: PageContext

  func field(_ name: String) -> Field? {
    let approval = entry.approval
    switch name {
    case "title": return .text(approval.title ?? "Approval of \(entry.path)")
    case "message": return .text(approval.message)
    case "link": return .link(context.approval(approval.id))
    case "workflow": return .text(entry.workflow.rawValue)
    case "step": return .text(entry.path)
    case "runLink": return .link(context.run(approval.run))
    case "status": return .view(StatusView(approval.status))
    case "requested": return .view(context.time(approval.requestedAt))
    case "due": return approval.status == .pending ? context.time(approval.dueAt) : .flag(false)
    case "decidedBy": return .optional(approval.decidedBy?.rawValue)
    case "audience": return .text(approval.audience)
    default: return nil
    }
  }
}
