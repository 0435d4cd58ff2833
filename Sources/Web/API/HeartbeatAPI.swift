import Digest
import Documents
import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Heartbeats: checklists that an agent goes through every so often.
enum HeartbeatAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let tenant = try exchange.identity().tenant
    let page = try exchange.pageRequest()
    return exchange.list(
      try exchange.installation.storage.read { try $0.heartbeats(tenant: tenant, page: page) }, \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    answer(try exchange.requireHeartbeat())
  }

  /// The fields, or `{"file": "shop/HEARTBEAT.md"}`.
  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let heartbeat = try exchange.installation.createHeartbeat(try source(exchange), by: try exchange.identity())
    var response = answer(heartbeat, status: .created)
    response.headers[.location] = exchange.link("api", "v1", "heartbeats", heartbeat.id.rawValue).text
    return response
  }

  @Sendable static func replace(_ exchange: Exchange) throws -> WebResponse {
    let heartbeat = try exchange.requireHeartbeat()
    return answer(
      try exchange.installation.updateHeartbeat(
        heartbeat, try source(exchange), expected: try exchange.expectedVersion(), by: try exchange.identity()))
  }

  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    try exchange.installation.deleteHeartbeat(try exchange.requireHeartbeat().id, by: try exchange.identity())
    return WebResponse(.noContent)
  }

  @Sendable static func pause(_ exchange: Exchange) throws -> WebResponse { try set(exchange, paused: true) }

  @Sendable static func resume(_ exchange: Exchange) throws -> WebResponse { try set(exchange, paused: false) }

  @Sendable static func run(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let heartbeat = try exchange.installation.beatNow(try exchange.requireHeartbeat(), by: try exchange.identity())
    return answer(heartbeat, status: .accepted).dispatching(heartbeat, in: exchange)
  }

  @Sendable static func results(_ exchange: Exchange) throws -> WebResponse {
    let heartbeat = try exchange.requireHeartbeat()
    let page = try exchange.pageRequest()
    return exchange.list(
      try exchange.installation.storage.read { try $0.beats(of: heartbeat.id, page: page) }, \.json)
  }

  /// Acknowledges the alerts of what the result found.
  @Sendable static func acknowledge(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["comment"])
    let alerts = try exchange.installation.acknowledgeBeat(
      BeatID(rawValue: try exchange.parameter("resultId")), of: try exchange.requireHeartbeat(),
      comment: try body.text("comment"), by: try exchange.identity())
    return .json(["items": .array(alerts.map(\.json))])
  }

  private static func set(_ exchange: Exchange, paused: Bool) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    return answer(
      try exchange.installation.setHeartbeat(
        try exchange.requireHeartbeat().id, paused: paused, by: try exchange.identity()))
  }

  private static func source(_ exchange: Exchange) throws -> HeartbeatSource {
    let document = try exchange.document()
    guard let file = document.value["file"]?.stringValue else { return .fields(document) }
    guard document.value.objectValue?.count == 1 else {
      throw Problem.invalidField("file", "A heartbeat is either read from a file or made of fields; send `file` alone.")
    }
    return .file(file)
  }

  private static func answer(_ heartbeat: Heartbeat, status: HTTPResponse.Status = .ok) -> WebResponse {
    .json(heartbeat.json, status: status).versioned(heartbeat.version)
  }
}

extension Exchange {
  /// The heartbeat of the address, by its id or name, if it is of the asker's tenant.
  func requireHeartbeat() throws -> Heartbeat {
    try installation.heartbeat(try parameter("id"), for: try identity())
  }

  /// The body as YAML or JSON, with the places of its parts.
  func document() throws -> Document {
    try MediaType.require(MediaType.definitions, in: request)
    do throws(DocumentError) {
      return try Document.parse(String(decoding: request.body, as: UTF8.self), named: "request")
    } catch {
      throw Problem(.badRequest, error.message.asSentence, issues: CheckReport(error).issues.map(\.json))
    }
  }

  /// The version that `If-Match` says the asker has seen; nil when it doesn't say.
  func expectedVersion() throws -> Int64? {
    guard let field = request.headers[.ifMatch]?.trimmingWhitespace(), field != "*" else { return nil }
    let digits = field.drop { $0 == "W" || $0 == "/" || $0 == "\"" }.prefix { $0 != "-" && $0 != "\"" }
    guard let version = Int64(digits) else { throw Problem(.badRequest, "If-Match must be the ETag of an answer.") }
    return version
  }
}

extension WebResponse {
  /// With a tag of the version, which `If-Match` takes, and of the content, by which reads know what they have.
  func versioned(_ version: Int64) -> WebResponse {
    guard case .bytes(let bytes) = body else { return self }
    var response = self
    response.headers[.eTag] = "\"\(version)-\(Base64URL.text(of: sha256(bytes).prefix(12)))\""
    return response
  }

  /// With a tick for the beat that was begun, once the client has its answer.
  func dispatching(_ heartbeat: Heartbeat, in exchange: Exchange) -> WebResponse {
    guard let run = heartbeat.run else { return self }
    var response = self
    let installation = exchange.installation
    response.afterwards = { installation.dispatch(run) }
    return response
  }
}
