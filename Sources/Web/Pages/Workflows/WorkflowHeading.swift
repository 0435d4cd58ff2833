import Engine
import Orchestrator
import Store

/// The head of every page about one workflow: what it is, and the way between its pages.
struct WorkflowHeading: View {
  let workflow: Workflow
  let context: PageContext
  let current: Tab

  enum Tab: String, CaseIterable {
    case overview = "Overview"
    case runs = "Runs"
    case definition = "Definition"
    case revisions = "Revisions"

    var segments: [String] { self == .overview ? [] : [rawValue.lowercased()] }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(workflow.id.rawValue)
    case "title": .text(workflow.name ?? workflow.id.rawValue)
    case "revision": .number(workflow.revision)
    case "version": .optional(workflow.version)
    case "isEnabled": .flag(workflow.isEnabled)
    case "all": .link(context.link("workflows"))
    case "tabs": .list(tabs)
    case "canStart": .flag(workflow.isEnabled && context.may(.startRun))
    case "start": .link(context.link("workflows", workflow.id.rawValue, "start"))
    default: nil
    }
  }

  private var tabs: [any View] {
    Tab.allCases.map {
      TabView(
        name: $0.rawValue, link: LinkTarget(context.mount, ["workflows", workflow.id.rawValue] + $0.segments),
        isCurrent: $0 == current)
    }
  }

  private struct TabView: View {
    let name: String
    let link: LinkTarget
    let isCurrent: Bool

    func field(_ name: String) -> Field? {
      switch name {
      case "name": .text(self.name)
      case "link": .link(link)
      case "isCurrent": .flag(isCurrent)
      default: nil
      }
    }
  }
}
