import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Monitors: jobs of others that tell us of themselves.
enum MonitorAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let tenant = try exchange.identity().tenant
    let page = try exchange.pageRequest()
    let monitors = try exchange.installation.storage.read { try $0.monitors(tenant: tenant, page: page) }
    return exchange.list(monitors) { json($0, exchange) }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    answer(try exchange.requireMonitor(), exchange)
  }

  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let monitor = try exchange.installation.createMonitor(try spec(exchange), by: try exchange.identity())
    var response = answer(monitor, exchange, status: .created)
    response.headers[.location] = exchange.link("api", "v1", "monitors", monitor.id.rawValue).text
    return response
  }

  @Sendable static func replace(_ exchange: Exchange) throws -> WebResponse {
    let monitor = try exchange.requireMonitor()
    return answer(
      try exchange.installation.updateMonitor(
        monitor.id, try spec(exchange), expected: try exchange.expectedVersion(), by: try exchange.identity()), exchange
    )
  }

  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    try exchange.installation.deleteMonitor(try exchange.requireMonitor().id, by: try exchange.identity())
    return WebResponse(.noContent)
  }

  @Sendable static func pause(_ exchange: Exchange) throws -> WebResponse { try set(exchange, paused: true) }

  @Sendable static func resume(_ exchange: Exchange) throws -> WebResponse { try set(exchange, paused: false) }

  @Sendable static func rotate(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let monitor = try exchange.requireMonitor()
    return answer(
      try exchange.installation.rotateMonitorKey(monitor.id, by: try exchange.identity()), exchange)
  }

  @Sendable static func pings(_ exchange: Exchange) throws -> WebResponse {
    let monitor = try exchange.requireMonitor()
    let page = try exchange.pageRequest()
    return exchange.list(
      try exchange.installation.storage.read { try $0.pings(of: monitor.id, page: page) }, \.json)
  }

  private static func set(_ exchange: Exchange, paused: Bool) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    return answer(
      try exchange.installation.setMonitor(
        try exchange.requireMonitor().id, paused: paused, by: try exchange.identity()), exchange)
  }

  private static func spec(_ exchange: Exchange) throws -> MonitorSpec {
    let (spec, report) = MonitorReader.read(try exchange.document())
    guard let spec else {
      throw Problem(.unprocessableContent, "This is no monitor.", issues: report.issues.map(\.json))
    }
    return spec
  }

  private static func answer(
    _ monitor: Monitor, _ exchange: Exchange, status: HTTPResponse.Status = .ok
  ) -> WebResponse {
    .json(json(monitor, exchange), status: status).versioned(monitor.version)
  }

  private static func json(_ monitor: Monitor, _ exchange: Exchange) -> JSONValue {
    // Who may only look could otherwise silence an alarm.
    let maySee = exchange.visitor.identity?.has(.manageWatches) ?? false
    return monitor.json(
      at: exchange.installation.clock.now(), url: maySee ? exchange.pingAddress(of: monitor) : nil)
  }
}

extension Exchange {
  /// The monitor of the address, by its id or name, if it is of the asker's tenant.
  func requireMonitor() throws -> Monitor { try installation.monitor(try parameter("id"), for: try identity()) }

  /// The address that a job asks for: whole where the base URL is configured, else from this host's name on.
  func pingAddress(of monitor: Monitor) -> String {
    installation.pingAddress(of: monitor, mount: request.mount)
  }
}
