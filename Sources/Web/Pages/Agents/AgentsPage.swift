import Engine
import Orchestrator
import Store

/// What steps can run on this host.
struct AgentsPage: SitePage {
  static let template = "agents"

  let context: PageContext
  let agents: [StoredAgent]
  /// Where their files are.
  let folder: String

  var title: String { "Agents" }
  var section: LayoutView.Section? { .agents }

  func field(_ name: String) -> Field? {
    switch name {
    case "agents": .list(agents.map { AgentRow(agent: $0, context: context) })
    case "hasAgents": .flag(!agents.isEmpty)
    case "folder": .text(folder)
    default: nil
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let tenant = try exchange.identity().tenant
    let agents = try exchange.installation.storage.read { try $0.agents(tenant: tenant) }
    return try exchange.show(
      AgentsPage(context: exchange.page, agents: agents, folder: exchange.installation.directory.agents))
  }
}

private struct AgentRow: View {
  let agent: StoredAgent
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(agent.id.rawValue)
    case "kind": .text(agent.kind)
    case "version": .optional(agent.version)
    case "description": .optional(agent.description)
    case "isEnabled": .flag(agent.isEnabled)
    case "source": .text(agent.source)
    case "updated": .view(context.time(agent.updatedAt))
    case "updatedBy": .text(agent.updatedBy.rawValue)
    default: nil
    }
  }
}
