import ArgumentParser
import Glibc

/// Permission bits of the socket: who may connect.
struct SocketMode: ExpressibleByArgument, Hashable {
  let bits: mode_t

  static let ownerAndGroup = SocketMode(bits: 0o660)

  private init(bits: mode_t) { self.bits = bits }

  init?(argument: String) {
    guard let bits = mode_t(argument, radix: 8), bits <= 0o777 else { return nil }
    self.bits = bits
  }

  var argument: String { "0" + String(bits, radix: 8) }
  var defaultValueDescription: String { argument }
}
