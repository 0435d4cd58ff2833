import Engine
public import Store

extension Installation {
  /// By name.
  public func endpoints(for identity: Identity) throws -> [Endpoint] {
    try identity.require(.view)
    return try storage.read { try $0.endpoints(tenant: identity.tenant) }
  }

  /// - Throws: `notFound`.
  public func endpoint(named name: String, for identity: Identity) throws -> Endpoint {
    try identity.require(.view)
    guard let endpoint = try storage.read({ try $0.endpoint(named: name, tenant: identity.tenant) }) else {
      throw OperationError(.notFound, "there is no endpoint '\(name)'; see `escapement endpoints list`")
    }
    return endpoint
  }

  /// What receivers check signatures with. With the secret before the newest while receivers change over.
  ///
  /// - Throws: `invalid` for mail, which has none.
  public func secrets(of endpoint: Endpoint, by identity: Identity) throws -> [WebhookSecret] {
    try identity.require(.manageEndpoints)
    guard endpoint.kind == .webhook else { throw OperationError(.invalid, "only webhooks are signed") }
    return try webhookSecrets(of: endpoint, at: clock.now())
  }

  /// Makes an endpoint that listens to `run.*`, `approval.*`, `schedule.*` and `alert.*` unless the request says less.
  ///
  /// - Throws: `invalid`; `conflict` when the name is taken.
  public func createEndpoint(
    named name: String, _ request: EndpointRequest, by identity: Identity
  ) throws -> Endpoint {
    try identity.require(.manageEndpoints)
    guard EndpointName.isWellFormed(name) else {
      throw OperationError(.invalid, "'\(name)' can't be an endpoint's name, which is \(EndpointName.form)")
    }
    try request.checkTopics()
    guard let target = request.target else { throw OperationError(.invalid, "an endpoint needs a target") }
    let (kind, address) = try Self.read(target)
    let now = clock.now()
    let endpoint = Endpoint(
      id: EndpointID(identifiers.ulid(at: now)), tenant: identity.tenant, name: name, kind: kind, target: address,
      topics: request.topics ?? ["*"], createdBy: identity.actor, createdAt: now)
    let isNew = try storage.write { writer in
      try writer.ensureTenant(identity.tenant, at: now)
      return try writer.insertEndpoint(endpoint)
    }
    guard isNew else { throw OperationError(.conflict, "there is an endpoint '\(name)' already") }
    return endpoint
  }

  /// Changes what the request names. Enabling forgets failures: what waits is delivered at once.
  public func changeEndpoint(
    named name: String, _ request: EndpointRequest, by identity: Identity
  ) throws -> Endpoint {
    try identity.require(.manageEndpoints)
    try request.checkTopics()
    let read = try request.target.map(Self.read)
    return try change(name, by: identity) { endpoint throws(OperationError) in
      if let read {
        guard read.kind == endpoint.kind else {
          throw OperationError(.invalid, "an endpoint for \(endpoint.kind.rawValue) stays one; make another")
        }
        endpoint.target = read.address
      }
      if let topics = request.topics { endpoint.topics = topics }
      if let isEnabled = request.isEnabled {
        endpoint.isEnabled = isEnabled
        (endpoint.disabledReason, endpoint.failures, endpoint.resumeAt) = (nil, 0, nil)
      }
    }
  }

  /// Makes another secret. The one before is used beside it for a day.
  public func rotateSecret(ofEndpoint name: String, by identity: Identity) throws -> Endpoint {
    try identity.require(.manageEndpoints)
    let until = clock.now() + Self.changeover
    return try change(name, by: identity) { endpoint throws(OperationError) in
      guard endpoint.kind == .webhook else { throw OperationError(.invalid, "only webhooks are signed") }
      endpoint.secretGeneration += 1
      endpoint.previousSecretUntil = until
    }
  }

  private static let changeover = TimeSpan.seconds(86_400)

  /// Deletes the endpoint with its deliveries.
  public func deleteEndpoint(named name: String, by identity: Identity) throws {
    try identity.require(.manageEndpoints)
    let endpoint = try endpoint(named: name, for: identity)
    try storage.write { try $0.deleteEndpoint(endpoint.id, tenant: identity.tenant) }
  }

  private func change(
    _ name: String, by identity: Identity, _ edit: (inout Endpoint) throws(OperationError) -> Void
  ) throws -> Endpoint {
    let now = clock.now()
    return try storage.write { writer in
      guard var endpoint = try writer.endpoint(named: name, tenant: identity.tenant) else {
        throw OperationError(.notFound, "there is no endpoint '\(name)'; see `escapement endpoints list`")
      }
      try edit(&endpoint)
      endpoint.updatedAt = now
      try writer.updateEndpoint(endpoint)
      return endpoint
    }
  }

  private static func read(_ target: String) throws(OperationError) -> (kind: Endpoint.Kind, address: String) {
    if target.contains("://") {
      if let mistake = WebAddress.mistake(in: target) { throw OperationError(.invalid, "the address \(mistake)") }
      return (.webhook, target)
    }
    guard let addresses = MailAddress.list(target) else {
      throw OperationError(
        .invalid, "'\(target)' is neither an address of HTTP nor up to 50 plain addresses of mail")
    }
    return (.mail, addresses.map(\.description).joined(separator: ", "))
  }
}
