import Engine
import Orchestrator

/// What every view needs besides its own values.
struct PageContext: Sendable {
  var mount: String
  var now: Instant
  var visitor: Visitor
  /// What forms on this page carry.
  var formToken: String

  func link(_ segments: String..., query: FormFields = FormFields(), fragment: String? = nil) -> LinkTarget {
    LinkTarget(mount, segments, query: query, fragment: fragment)
  }

  func run(_ id: RunID) -> LinkTarget { link("runs", id.rawValue) }

  func workflow(_ id: WorkflowID) -> LinkTarget { link("workflows", id.rawValue) }

  func approval(_ id: ApprovalID) -> LinkTarget { link("approvals", id.rawValue) }

  func time(_ instant: Instant) -> TimeView { TimeView(instant: instant, now: now) }

  func time(_ instant: Instant?) -> Field { .optional(instant.map { time($0) as any View }) }

  /// Whether the one who looks may do this; what one may not do isn't offered.
  func may(_ permission: Permission) -> Bool { visitor.identity?.has(permission) ?? false }
}

extension Exchange {
  var page: PageContext {
    PageContext(
      mount: request.mount, now: installation.clock.now(), visitor: visitor,
      formToken: visitor.session?.formToken ?? "")
  }
}
