public import Engine

/// What is sent.
public struct EgressRequest: Sendable {
  public var method: String
  public var address: String
  /// In order; names may repeat.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]?
  public var limits = EgressLimits()
  /// Authorities to believe instead of the host's own.
  public var authorities: String?

  public init(
    _ method: String, _ address: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
  }
}

/// How much of this host's time and memory a connection may take.
public struct EgressLimits: Hashable, Sendable {
  /// For everything, the name's resolution included.
  public var total = TimeSpan.seconds(20)
  /// Until there is a connection.
  public var connecting = TimeSpan.seconds(10)
  /// Of an answer's body.
  public var bodyBytes = 1 << 20
  /// Whether more than that is left away, rather than being an error.
  public var cutsBody = false
  /// Of all headers of an answer.
  public var headerBytes = 64 << 10

  public init() {}
}

/// What was answered, whatever its status.
public struct EgressResponse: Sendable {
  public var status: Int
  /// Names in lower case.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]
  /// There was more.
  public var isCut: Bool

  /// The first header of this name, in lower case.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Why there is no answer.
public struct EgressError: Error, Hashable, Sendable, CustomStringConvertible {
  public let kind: Kind
  /// What, where, and what to do.
  public let description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  public enum Kind: String, Sendable, CaseIterable {
    /// The request itself is wrong.
    case invalid
    /// The address is closed to this installation's programs.
    case refused
    /// There is no libcurl.
    case unavailable
    case timeout
    /// The name isn't known, nobody listens, or the connection broke.
    case connection
    /// The other side can't prove that it is who it should be.
    case untrusted
    /// The answer is larger than may be.
    case tooLarge
    case cancelled
  }
}
