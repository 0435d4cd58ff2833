import Engine
import HTTPTypes
import Orchestrator
import Store

extension HeartbeatPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse { try show(exchange, refusal: nil) }

  /// Run now, pause, resume, delete: one form each, told apart by `action`.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    let (installation, identity) = (exchange.installation, try exchange.identity())
    let action = exchange.form["action"] ?? ""
    // Before anything is looked at: who may do nothing here doesn't learn what there is.
    try identity.require(["pause", "resume", "delete"].contains(action) ? .manageWatches : .startRun)
    let heartbeat = try exchange.requireHeartbeat()
    do {
      switch action {
      case "run":
        let beating = try installation.beatNow(heartbeat, by: identity)
        return back(to: heartbeat, exchange).dispatching(beating, in: exchange)
      case "pause": _ = try installation.setHeartbeat(heartbeat.id, paused: true, by: identity)
      case "resume": _ = try installation.setHeartbeat(heartbeat.id, paused: false, by: identity)
      case "delete":
        try installation.deleteHeartbeat(heartbeat.id, by: identity)
        return .seeOther(exchange.link("heartbeats"))
      default:
        throw Problem(.unprocessableContent, "This form says neither run, pause, resume nor delete.")
      }
    } catch let error as OperationError where [.conflict, .invalid].contains(error.kind) {
      return try show(exchange, refusal: error.message.asSentence, status: Problem(error)?.status ?? .conflict)
    }
    return back(to: heartbeat, exchange)
  }

  private static func back(to heartbeat: Heartbeat, _ exchange: Exchange) -> WebResponse {
    .seeOther(exchange.link("heartbeats", heartbeat.id.rawValue))
  }

  private static func show(
    _ exchange: Exchange, refusal: String?, status: HTTPResponse.Status = .ok
  ) throws -> WebResponse {
    let heartbeat = try exchange.requireHeartbeat()
    let request = PageRequest(limit: shownBeats, cursor: try exchange.pageRequest().cursor)
    let page = try exchange.installation.storage.read { store in
      HeartbeatPage(
        context: exchange.page, heartbeat: heartbeat, beats: try store.beats(of: heartbeat.id, page: request),
        alerts: try store.alerts(
          AlertFilter(tenant: heartbeat.tenant, source: heartbeat.id.rawValue), page: .first
        ).items, refusal: refusal)
    }
    return try exchange.show(page, status: status)
  }

  /// A day of a beat each half hour fits on two pages.
  private static let shownBeats = 25
}
