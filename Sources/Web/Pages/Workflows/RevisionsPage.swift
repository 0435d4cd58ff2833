import Engine
import Orchestrator
import Store

/// What was published when, by whom.
struct RevisionsPage: SitePage {
  static let template = "revisions"

  let context: PageContext
  let workflow: Workflow
  let revisions: Page<RevisionSummary>

  var title: String { "Revisions of \(workflow.name ?? workflow.id.rawValue)" }
  var section: LayoutView.Section? { .workflows }

  func field(_ name: String) -> Field? {
    switch name {
    case "heading": .view(WorkflowHeading(workflow: workflow, context: context, current: .revisions))
    case "revisions": .list(revisions.items.map { RevisionRow(revision: $0, context: context) })
    case "hasNext": .flag(revisions.next != nil)
    case "next": next.map(Field.link)
    default: nil
    }
  }

  private var next: LinkTarget? {
    revisions.next.map {
      context.link(
        "workflows", workflow.id.rawValue, "revisions", query: FormFields().setting("cursor", to: $0.description))
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let workflow = try exchange.requireWorkflow()
    let request = try exchange.pageRequest()
    let revisions = try exchange.installation.storage.read {
      try $0.revisions(of: workflow.id, tenant: workflow.tenant, page: request)
    }
    return try exchange.show(RevisionsPage(context: exchange.page, workflow: workflow, revisions: revisions))
  }
}

private struct RevisionRow: View {
  let revision: RevisionSummary
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "number": .number(revision.number)
    case "version": .optional(revision.version)
    case "hash": .text(String(revision.hash.prefix(12)))
    case "at": .view(context.time(revision.publishedAt))
    case "by": .text(revision.publishedBy.rawValue)
    case "note": .optional(revision.note)
    default: nil
    }
  }
}
