import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Who outside is told what.
enum EndpointAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let endpoints = try exchange.installation.endpoints(for: try exchange.identity())
    return exchange.list(Page(items: endpoints), \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    .json(try exchange.installation.endpoint(named: try name(exchange), for: try exchange.identity()).json)
  }

  /// 201 with the endpoint, and a webhook's secret: it is shown again only to who asks for it.
  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["name", "target", "topics", "enabled"])
    let identity = try exchange.identity()
    let name = try body.required("name")
    var request = try request(body)
    request.target = try body.required("target")
    var endpoint = try exchange.installation.createEndpoint(named: name, request, by: identity)
    if request.isEnabled == false {
      endpoint = try exchange.installation.changeEndpoint(
        named: name, EndpointRequest(isEnabled: false), by: identity)
    }
    var object = endpoint.json.objectValue ?? [:]
    if endpoint.kind == .webhook {
      object["secret"] = .string("\(try exchange.installation.secrets(of: endpoint, by: identity)[0])")
    }
    return .json(.object(object), status: .created)
  }

  @Sendable static func change(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["target", "topics", "enabled"])
    return .json(
      try exchange.installation.changeEndpoint(
        named: try name(exchange), try request(body), by: try exchange.identity()
      ).json)
  }

  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    try exchange.installation.deleteEndpoint(named: try name(exchange), by: try exchange.identity())
    return WebResponse(.noContent)
  }

  @Sendable static func test(_ exchange: Exchange) throws -> WebResponse {
    try exchange.installation.testEndpoint(named: try name(exchange), by: try exchange.identity())
    return WebResponse(.noContent)
  }

  /// The secrets that count; with `rotate` a new one is made first.
  @Sendable static func secret(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["rotate"])
    let (installation, identity) = (exchange.installation, try exchange.identity())
    let name = try name(exchange)
    let endpoint =
      try body.flag("rotate") == true
      ? try installation.rotateSecret(ofEndpoint: name, by: identity)
      : try installation.endpoint(named: name, for: identity)
    let secrets = try installation.secrets(of: endpoint, by: identity).map { JSONValue.string("\($0)") }
    return .json(["secrets": .array(secrets), "previousUntil": endpoint.previousSecretUntil.json])
  }

  private static func name(_ exchange: Exchange) throws -> String { try exchange.parameter("endpoint") }

  private static func request(_ body: JSONBody) throws(Problem) -> EndpointRequest {
    var request = EndpointRequest(target: try body.text("target"), isEnabled: try body.flag("enabled"))
    if let list = body["topics"], !list.isNull {
      guard let topics = list.arrayValue, topics.allSatisfy({ $0.stringValue != nil }) else {
        throw .invalidField("topics", "topics must be a list of texts.")
      }
      request.topics = topics.compactMap(\.stringValue)
    }
    return request
  }
}
