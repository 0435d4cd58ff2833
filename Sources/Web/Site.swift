public import Logging
public import Orchestrator

/// Everything that can be asked for over HTTP. Requests go in, responses come out; sockets are somebody else's.
public final class Site: Sendable {
  let configuration: Configuration
  let logger: Logger

  public init(configuration: Configuration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  /// All routes there are. The first that fits answers.
  static let table = RouteTable(routes: [
    .get("/health", .anybody, HealthAPI.health),
    .get("/version", .anybody, HealthAPI.version),
  ])
}
