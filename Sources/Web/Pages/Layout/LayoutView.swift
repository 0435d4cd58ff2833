import Orchestrator
import Store

/// What stands around every page.
struct LayoutView: View {
  let title: String
  let section: Section?
  let context: PageContext
  /// What waits for a person, as a number beside its section.
  let counts: [Section: Int]
  let tick: TickNotice?
  let main: SafeHTML

  /// The places of the navigation.
  enum Section: String, CaseIterable {
    case overview = "Overview"
    case workflows = "Workflows"
    case runs = "Runs"
    case approvals = "Approvals"
    case schedules = "Schedules"
    case events = "Events"
    case heartbeats = "Heartbeats"
    case agents = "Agents"
    case deliveries = "Deliveries"

    var segments: [String] { self == .overview ? [] : [rawValue.lowercased()] }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "home": .link(context.link())
    case "style": .link(StaticFile.style.link(context.mount))
    case "script": .link(StaticFile.script.link(context.mount))
    case "icon": .link(StaticFile.icon.link(context.mount))
    case "person": .optional(context.visitor.session?.user.name)
    case "sections": .list(sections)
    case "signOut": .link(context.link("logout"))
    case "formToken": .text(context.formToken)
    case "tick": .optional(tick)
    case "mainHTML": .html(main)
    default: nil
    }
  }

  private var sections: [any View] {
    guard context.visitor.session != nil else { return [] }
    return Section.allCases.map {
      SectionView(
        section: $0, link: LinkTarget(context.mount, $0.segments), isCurrent: $0 == section,
        count: counts[$0] ?? 0)
    }
  }

  private struct SectionView: View {
    let section: Section
    let link: LinkTarget
    let isCurrent: Bool
    let count: Int

    func field(_ name: String) -> Field? {
      switch name {
      case "name": .text(section.rawValue)
      case "link": .link(link)
      case "isCurrent": .flag(isCurrent)
      case "count": count > 0 ? .number(count) : .flag(false)
      default: nil
      }
    }
  }
}
