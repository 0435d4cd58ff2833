import Engine
import Store

/// Programs and surroundings for the decisions of one round, read once a round.
final class EnvironmentSource {
  private let installation: Installation
  private var environments: [TenantID: DecisionEnvironment] = [:]

  init(_ installation: Installation) { self.installation = installation }

  /// - Throws: `InvariantViolation` when the run's revision isn't there or doesn't compile any more.
  func program(of run: Run) throws -> Program {
    try installation.program(of: run)
  }

  func environment(_ tenant: TenantID) throws -> DecisionEnvironment {
    if let known = environments[tenant] { return known }
    let environment = DecisionEnvironment(
      agents: try installation.agentCatalog(of: tenant), grace: installation.configuration.grace, zones: .system)
    environments[tenant] = environment
    return environment
  }
}
