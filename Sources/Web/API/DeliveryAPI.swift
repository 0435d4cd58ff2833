import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What was sent to endpoints, and what became of it.
enum DeliveryAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let identity = try exchange.identity()
    let page = try exchange.pageRequest()
    let filter = try filter(exchange)
    return exchange.list(try exchange.installation.deliveries(filter, page: page, for: identity), \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let found = try exchange.installation.delivery(try number(exchange), for: try exchange.identity())
    var object = found.delivery.json.objectValue ?? [:]
    object["payload"] = .object(found.delivery.message.payload)
    object["log"] = .array(found.attempts.map(\.json))
    return .json(.object(object))
  }

  @Sendable static func redeliver(_ exchange: Exchange) throws -> WebResponse {
    .json(try exchange.installation.redeliver(try number(exchange), by: try exchange.identity()).json)
  }

  static func filter(_ exchange: Exchange) throws -> DeliveryFilter {
    let query = exchange.request.query
    let identity = try exchange.identity()
    var filter = DeliveryFilter(tenant: identity.tenant, topic: query.trimmed("topic"))
    if let word = query.trimmed("status") {
      guard let status = DeliveryStatus(rawValue: word.uppercased()) else {
        let known = DeliveryStatus.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(.badRequest, "\(word) is no status; these are: \(known).")
      }
      filter.status = status
    }
    if let name = query.trimmed("endpoint") {
      filter.endpoint = try exchange.installation.endpoint(named: name, for: identity).id
    }
    return filter
  }

  static func number(_ exchange: Exchange) throws -> Int64 {
    let text = try exchange.parameter("delivery")
    guard let number = Int64(text) else {
      throw OperationError(.notFound, "there is no delivery \(text); deliveries have numbers")
    }
    return number
  }
}
