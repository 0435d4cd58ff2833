public import Glibc

/// An address of the internet protocol: 4 or 16 bytes in network order.
///
/// An IPv4 address that is written as IPv6 (`::ffff:127.0.0.1`) is the IPv4 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  init(bytes: [UInt8]) {
    let isMapped = bytes.count == 16 && bytes.starts(with: Self.mapped)
    self.bytes = isMapped ? Array(bytes[12...]) : bytes
  }

  private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

  /// Reads the usual form of either kind; nil for everything else, as for `127.1` and names.
  public init?(_ text: String) {
    var four = in_addr()
    var sixteen = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(bytes: withUnsafeBytes(of: four) { Array($0) })
    } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
      self.init(bytes: withUnsafeBytes(of: sixteen) { Array($0) })
    } else {
      return nil
    }
  }

  /// What a socket would be connected to; nil for families other than IPv4 and IPv6.
  public init?(_ address: UnsafePointer<sockaddr>, length: socklen_t) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= socklen_t(MemoryLayout<sockaddr_in>.size):
      self.init(bytes: withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) })
    case AF_INET6 where length >= socklen_t(MemoryLayout<sockaddr_in6>.size):
      self.init(bytes: withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) })
    default:
      return nil
    }
  }

  public var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    _ = bytes.withUnsafeBytes { inet_ntop(family, $0.baseAddress, &text, socklen_t(text.count)) }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// A network: the addresses that begin with the same bits.
public struct IPRange: Hashable, Sendable, CustomStringConvertible {
  public let base: IPAddress
  /// How many bits count.
  public let length: Int

  /// Reads `10.0.0.0/8`, `fd00::/8`, or one address.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let base = IPAddress(String(first)) else { return nil }
    let bits = base.bytes.count * 8
    guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else { return nil }
    self.base = base
    self.length = length
  }

  public func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    let whole = length / 8
    guard address.bytes.prefix(whole) == base.bytes.prefix(whole) else { return false }
    guard length % 8 != 0 else { return true }
    return (address.bytes[whole] ^ base.bytes[whole]) >> UInt8(8 - length % 8) == 0
  }

  public var description: String { "\(base)/\(length)" }
}
