import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct AgentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents", abstract: "List the agents that steps can run.")

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let agents = try installation.storage.read { try $0.agents(tenant: options.identity.tenant) }
    var table = Table("AGENT", "KIND", "VERSION", "STATE", "CHANGED", "DESCRIPTION")
    for agent in AgentDefinition.builtIn {
      table.add(agent.id.rawValue, agent.kind.name, agent.version ?? "–", "built in", "–", agent.description ?? "")
    }
    for agent in agents {
      table.add(
        agent.id.rawValue, agent.kind, agent.version ?? "–", agent.isEnabled ? "enabled" : "disabled",
        TimeText.moment(agent.updatedAt), agent.description ?? "")
    }
    format.print(table, json: .array(agents.map(\.json)), none: "")
  }
}
