/// The alphabet of ULIDs, without letters that look like digits (https://www.crockford.com/base32.html), in lower case.
public enum CrockfordBase32 {
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// The lowest `5 * characters` bits, most significant first.
  public static func text(of number: UInt64, characters: Int) -> String {
    var rest = number
    var reversed: [UInt8] = []
    for _ in 0..<characters {
      reversed.append(digits[Int(rest % 32)])
      rest /= 32
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }

  /// One character for the lowest five bits of each byte.
  public static func text(of bytes: [UInt8]) -> String {
    String(decoding: bytes.map { digits[Int($0 % 32)] }, as: UTF8.self)
  }
}
