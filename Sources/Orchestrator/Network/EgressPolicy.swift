/// Where programs of this installation may connect to. Addresses of the public internet are open; what leads inwards is
/// closed unless the owner of the host opens it.
public struct EgressPolicy: Hashable, Sendable {
  public var allowed: [EgressRule]

  public init(allowing allowed: [EgressRule] = []) { self.allowed = allowed }

  /// Whether the owner trusts whatever the name resolves to.
  public func trusts(host: String, port: Int) -> Bool { allowed.contains { $0.names(host: host, port: port) } }

  /// Why the address is closed; nil when it is open.
  public func refusal(of address: IPAddress) -> String? {
    guard let reach = address.inwardReach else { return nil }
    return allowed.contains { $0.holds(address) } ? nil : reach
  }
}

/// One thing that the owner of the host opens.
public enum EgressRule: Hashable, Sendable, CustomStringConvertible {
  case network(IPRange)
  /// A name, in lower case; with a port only there.
  case host(String, port: Int?)
  /// All names below one, written `*.example.org`.
  case below(String, port: Int?)

  /// Reads `10.0.0.0/8`, `hooks.internal`, `hooks.internal:8080`, `*.internal`; nil for anything else.
  public init?(_ text: String) {
    if let range = IPRange(text) {
      self = .network(range)
      return
    }
    let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count <= 2 else { return nil }
    var port: Int?
    if parts.count == 2 {
      guard let number = Int(parts[1]), (1...65_535).contains(number) else { return nil }
      port = number
    }
    let isBelow = name.hasPrefix("*.")
    let host = isBelow ? String(name.dropFirst(2)) : String(name)
    guard Self.isHostName(host) else { return nil }
    self = isBelow ? .below(host, port: port) : .host(host, port: port)
  }

  func names(host: String, port: Int) -> Bool {
    let host = host.lowercased()
    switch self {
    case .network: return false
    case .host(let name, let only): return host == name && (only ?? port) == port
    case .below(let name, let only): return host.hasSuffix("." + name) && (only ?? port) == port
    }
  }

  func holds(_ address: IPAddress) -> Bool {
    guard case .network(let range) = self else { return false }
    return range.contains(address)
  }

  public var description: String {
    switch self {
    case .network(let range): range.description
    case .host(let name, let port): name + (port.map { ":\($0)" } ?? "")
    case .below(let name, let port): "*." + name + (port.map { ":\($0)" } ?? "")
    }
  }

  /// Letters, digits, hyphens and dots, as DNS has them; not an address in some old spelling, as `127.1`.
  private static func isHostName(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 253, let last = labels.last, !last.allSatisfy(\.isNumber) else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count)
        && label.utf8.allSatisfy {
          (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x5f
        }
    }
  }
}
