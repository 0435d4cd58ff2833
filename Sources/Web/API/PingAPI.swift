import Engine
import HTTPTypes
import Orchestrator

/// What jobs of others ask for: `/ping/{key}`, `/start`, `/fail`, `/{exit}`.
///
/// GET writes here, as the one other exception to "GET changes nothing": a crontab has nothing better than a plain curl,
/// and who knows the key was given it for this. HEAD writes nothing.
enum PingAPI {
  @Sendable static func success(_ exchange: Exchange) throws -> WebResponse { try note(exchange, .success) }

  @Sendable static func start(_ exchange: Exchange) throws -> WebResponse { try note(exchange, .start) }

  @Sendable static func fail(_ exchange: Exchange) throws -> WebResponse { try note(exchange, .fail) }

  /// With the job's exit status, as `$?` is: 0 is a success.
  @Sendable static func exit(_ exchange: Exchange) throws -> WebResponse {
    let text = try exchange.parameter("exit")
    guard let status = Int(text), (0...255).contains(status) else {
      throw Problem(.badRequest, "A ping ends in nothing, start, fail, or an exit status from 0 to 255, not \(text).")
    }
    return try note(exchange, status == 0 ? .success : .fail, exit: status)
  }

  private static func note(_ exchange: Exchange, _ kind: Ping.Kind, exit: Int? = nil) throws -> WebResponse {
    let request = exchange.request
    guard request.method != .head else { return .text("", type: "text/plain") }
    let isKnown = try exchange.installation.ping(
      try exchange.parameter("key"), kind, exit: exit, body: request.body, from: request.remoteAddress)
    guard isKnown else { throw Problem.notFound("No monitor has this address; it may have been given another one.") }
    var response = WebResponse.text("OK\n", type: "text/plain")
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
