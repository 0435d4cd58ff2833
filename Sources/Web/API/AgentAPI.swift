import Engine
import JSON
import Orchestrator
import Store

/// What steps can run.
enum AgentAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let tenant = try exchange.identity().tenant
    let agents = try exchange.installation.storage.read { try $0.agents(tenant: tenant) }
    return exchange.list(Page(items: agents), \.json)
  }
}
