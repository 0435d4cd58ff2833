import Engine
import Foundation
public import Orchestrator

// The one door: whatever connects to another host does so here. What an address *says* proves little: names resolve to
// whatever their owner likes, to something else a moment later, and numbers can be spelled in a dozen ways. So the guard
// stands where the kernel is asked for a socket: libcurl hands over the very address that it is about to connect to, and
// what leads inwards gets no socket. Redirects aren't followed; whoever wants to follows one by asking here again.

/// Opens every outgoing connection of HTTP.
///
/// Blocks, so it belongs on threads, never inside a `Task`.
public final class Egress: Sendable {
  private let policy: EgressPolicy
  private let hosts: HostGate
  /// For tests: what a name resolves to, instead of asking the resolver.
  private let resolve: (@Sendable (String) -> [String])?

  /// - Parameter perHost: connections to one host at a time.
  public convenience init(policy: EgressPolicy, perHost: Int = 4) {
    self.init(policy: policy, perHost: perHost, resolve: nil)
  }

  init(policy: EgressPolicy, perHost: Int = 4, resolve: (@Sendable (String) -> [String])?) {
    self.policy = policy
    self.resolve = resolve
    hosts = HostGate(places: perHost)
  }

  /// Sends a request and waits for the answer, whatever its status.
  public func send(
    _ request: EgressRequest, cancellation: Cancellation = Cancellation()
  ) throws(EgressError) -> EgressResponse {
    try Curl.open()
    try request.check()
    let address = try CurlAddress(request.address)
    let isTrusted = policy.trusts(host: address.host, port: address.port)
    if !isTrusted, let literal = IPAddress(address.literal), let reach = policy.refusal(of: literal) {
      throw .refused(address.host, [(literal, reach)])
    }
    let deadline = ContinuousClock.now + .milliseconds(request.limits.total.milliseconds)
    guard hosts.enter(address.host, until: deadline, unless: { cancellation.reason != nil }) else {
      throw cancellation.reason == nil ? .busy(address.host) : .cancelled
    }
    defer { hosts.leave(address.host) }
    let transfer = Transfer(policy: isTrusted ? nil : policy, limits: request.limits, cancellation: cancellation)
    let remaining = ContinuousClock.now.duration(to: deadline)
    return try transfer.perform(
      request, at: address, within: remaining, resolved: resolve.map { $0(address.host) } ?? [])
  }
}

extension EgressError {
  static let cancelled = EgressError(.cancelled, "it was cancelled")

  static func busy(_ host: String) -> EgressError {
    EgressError(.timeout, "other requests to \(host) took all the time that this one had")
  }

  static func refused(_ host: String, _ addresses: [(address: IPAddress, reach: String)]) -> EgressError {
    let list = addresses.map { "\($0.address) (\($0.reach))" }.joined(separator: ", ")
    let which = list == host ? list : "\(host) is \(list), which"
    return EgressError(
      .refused,
      "\(which) leads inwards, so nothing is sent there; the owner of the host can open it with `egress.allow` in"
        + " escapement.yaml")
  }
}

extension EgressRequest {
  /// Nothing that libcurl or the other side could read as more than it is.
  fileprivate func check() throws(EgressError) {
    if let mistake = WebAddress.mistake(in: address) { throw EgressError(.invalid, "the address \(mistake)") }
    guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
      throw EgressError(.invalid, "the method must be a word in capitals")
    }
    for header in headers {
      guard !header.name.isEmpty, header.name.utf8.allSatisfy(Self.isOfName) else {
        throw EgressError(.invalid, "a header's name holds what no name may hold")
      }
      guard header.value.utf8.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7f }) else {
        throw EgressError(.invalid, "the header \(header.name) holds a line's end or another control character")
      }
    }
  }

  /// `token` of RFC 9110.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
