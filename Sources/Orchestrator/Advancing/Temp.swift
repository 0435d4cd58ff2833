import Engine
import Store
extension Revision { func compiled() throws -> Program { throw InvariantViolation("x") } }
extension Installation { func agentCatalog(of tenant: TenantID) throws -> AgentCatalog { AgentCatalog() } }
