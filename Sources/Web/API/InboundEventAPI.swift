import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What is published to the tenant.
enum InboundEventAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let filter = InboundEventFilter(
      tenant: try exchange.identity().tenant, name: exchange.request.query.trimmed("type"),
      correlation: exchange.request.query.trimmed("correlation"))
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.inboundEvents(filter, page: page) }, \.json)
  }

  /// 201 with the event; 200 with the earlier one when the key was used before.
  @Sendable static func publish(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["type", "payload", "correlation", "dedupeKey"])
    let key = try body.text("dedupeKey") ?? exchange.request.headers[.idempotencyKey]
    let request = EventRequest(
      name: try body.required("type"), payload: body["payload"] ?? .null, correlation: try body.text("correlation"),
      dedupeKey: key)
    let outcome = try exchange.installation.publishEvent(request, by: try exchange.identity())
    var response = WebResponse.json(outcome.event.json, status: outcome.isRepeated ? .ok : .created)
    let installation = exchange.installation
    response.afterwards = { installation.dispatch(outcome.runs) }
    return response
  }
}

extension InboundEvent {
  var json: JSONValue {
    [
      "id": .string(event.id), "sequence": .integer(sequence), "type": .string(event.name), "payload": event.payload,
      "correlation": event.correlation.json, "publishedBy": .string(event.by.rawValue), "at": event.at.json,
    ]
  }
}
