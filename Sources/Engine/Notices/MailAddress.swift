/// An address of mail, `name@host`: nothing that a header could read as more than one address.
///
/// The part before the @ is a dot-atom (RFC 5322, 3.2.3), quoted forms are refused; the host is a name of letters,
/// digits, hyphens and dots.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), (1...253).contains(parts[1].utf8.count),
      Self.areWords(parts[0], of: Self.isAtom), Self.areWords(parts[1], of: Self.isHost)
    else { return nil }
    description = text
  }

  /// Addresses with commas between them; nil when one is none.
  public static func list(_ text: String) -> [MailAddress]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let addresses = parts.compactMap { MailAddress(String($0.trimmingPrefix { $0 == " " })) }
    return addresses.count == parts.count && addresses.count <= most ? addresses : nil
  }

  /// More are a mailing list, which is better kept by one.
  private static let most = 50

  private static func areWords(_ text: Substring, of isCharacter: (UInt8) -> Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
      // An address never begins as an option does.
      !word.isEmpty && word.first != "-" && word.utf8.allSatisfy(isCharacter)
    }
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
    default: false
    }
  }

  private static func isAtom(_ byte: UInt8) -> Bool { isHost(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte) }
}
