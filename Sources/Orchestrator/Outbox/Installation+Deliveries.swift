import Engine
import JSON
public import Store

extension Installation {
  /// Newest first.
  public func deliveries(_ filter: DeliveryFilter, page: PageRequest, for identity: Identity) throws -> Page<Delivery> {
    try identity.require(.view)
    var filter = filter
    filter.tenant = identity.tenant
    return try storage.read { try $0.deliveries(filter, page: page) }
  }

  /// A delivery with its log.
  /// - Throws: `notFound`.
  public func delivery(
    _ number: Int64, for identity: Identity
  ) throws -> (delivery: Delivery, attempts: [DeliveryAttempt]) {
    try identity.require(.view)
    return try storage.read { reader in
      guard let delivery = try reader.delivery(number, tenant: identity.tenant) else {
        throw OperationError(.notFound, "there is no delivery \(number); see `escapement deliveries`")
      }
      return (delivery, try reader.attempts(of: number))
    }
  }

  /// Sends a finished delivery off again, with all its tries.
  ///
  /// - Throws: `notFound`; `conflict` while it is on its way.
  public func redeliver(_ number: Int64, by identity: Identity) throws -> Delivery {
    try identity.require(.manageEndpoints)
    _ = try delivery(number, for: identity)
    let now = clock.now()
    guard try storage.write({ try $0.redeliver(number, tenant: identity.tenant, at: now) }) else {
      throw OperationError(.conflict, "the delivery \(number) is on its way; it is tried again by itself")
    }
    return try delivery(number, for: identity).delivery
  }

  /// Sends an endpoint, and nobody else, a message that says nothing, to see that it arrives.
  public func testEndpoint(named name: String, by identity: Identity) throws {
    try identity.require(.manageEndpoints)
    let endpoint = try endpoint(named: name, for: identity)
    guard endpoint.isEnabled else { throw OperationError(.conflict, "the endpoint '\(name)' is switched off") }
    let now = clock.now()
    let id = identifiers.ulid(at: now)
    try storage.write { writer in
      try writer.enqueue(
        OutboxMessage(
          id: id, tenant: identity.tenant, topic: "test", subject: id,
          payload: ["summary": .string("a test of the endpoint \(name)"), "by": .string(identity.actor.rawValue)],
          at: now, targets: [.endpoint(name)]))
    }
  }
}
