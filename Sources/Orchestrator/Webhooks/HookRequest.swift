public import JSON

/// A request to a webhook's address.
public struct HookRequest: Sendable {
  /// The last part of the address.
  public var key: String
  /// Who sent it, as far as trusted proxies tell.
  public var address: String
  /// Fields by their names in lower case.
  public var headers: [String: String]
  public var body: [UInt8]
  /// Reads the body; asked only when the sender is known.
  public var payload: @Sendable () throws(HookRefusal) -> JSONValue

  public init(
    key: String, address: String, headers: [String: String], body: [UInt8],
    payload: @escaping @Sendable () throws(HookRefusal) -> JSONValue
  ) {
    self.key = key
    self.address = address
    self.headers = headers
    self.body = body
    self.payload = payload
  }

  func header(_ name: String) -> String? { headers[name.lowercased()] }
}

/// Why a request to a webhook isn't taken.
public struct HookRefusal: Error, Hashable, Sendable {
  /// The HTTP status that tells it.
  public let status: Int
  /// What, and what to do; for the sender and for the log.
  public let reason: String

  public init(_ status: Int, _ reason: String) {
    self.status = status
    self.reason = reason
  }

  static let unknown = HookRefusal(404, "there is no webhook at this address")
  static let disabled = HookRefusal(403, "this webhook is disabled")
  static func foreign(_ address: String) -> HookRefusal {
    HookRefusal(403, "\(address) is not among the addresses that may send to this webhook")
  }
  static func unsigned(_ reason: String) -> HookRefusal { HookRefusal(401, reason) }
  static func tooMany(_ limit: Int) -> HookRefusal {
    HookRefusal(429, "this webhook takes \(limit) requests a minute; send it again in a minute")
  }
}
