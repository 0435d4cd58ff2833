public import Engine

/// A message on its way to one endpoint.
public struct Delivery: Hashable, Sendable {
  /// Its number among all deliveries.
  public var number: Int64
  public var endpoint: EndpointID
  public var endpointName: String
  public var message: OutboxMessage
  public var status: DeliveryStatus
  /// All attempts that were made.
  public var attempts: Int
  /// Those since it was last sent off, at first or by hand.
  public var tries: Int
  public var dueAt: Instant
  public var createdAt: Instant
  public var finishedAt: Instant?
  public var lease: Lease?
}

public enum DeliveryStatus: String, Sendable, CaseIterable {
  case pending = "PENDING"
  case delivered = "DELIVERED"
  /// It was tried as often as things are tried, or refused for good.
  case dead = "DEAD"
}

/// One line of the log.
public struct DeliveryAttempt: Hashable, Sendable {
  /// 1, 2, 3 … within the delivery.
  public var number: Int
  public var at: Instant
  public var duration: TimeSpan
  public var succeeded: Bool
  /// The status of HTTP, or the exit code of the mail program; nil when it didn't come so far.
  public var status: Int?
  public var error: String?
  /// The beginning of what was answered.
  public var excerpt: String?

  public init(
    number: Int, at: Instant, duration: TimeSpan, succeeded: Bool, status: Int? = nil, error: String? = nil,
    excerpt: String? = nil
  ) {
    self.number = number
    self.at = at
    self.duration = duration
    self.succeeded = succeeded
    self.status = status
    self.error = error
    self.excerpt = excerpt
  }
}

/// Which deliveries a list shows. Every condition that is given must hold.
public struct DeliveryFilter: Hashable, Sendable {
  public var tenant: TenantID
  public var endpoint: EndpointID?
  public var status: DeliveryStatus?
  public var topic: String?

  public init(tenant: TenantID, endpoint: EndpointID? = nil, status: DeliveryStatus? = nil, topic: String? = nil) {
    self.tenant = tenant
    self.endpoint = endpoint
    self.status = status
    self.topic = topic
  }
}
