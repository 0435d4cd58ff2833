/// What users, teams and tokens may be called: names that read the same in a log, an address and a command line.
enum AccountName {
  static let maximumLength = 64

  /// - Throws: `invalid`, with the rule.
  static func check(_ name: String, kind: String) throws(OperationError) {
    let isValid = name.utf8.allSatisfy(isPlain) && name.utf8.first.map { !".-@_".utf8.contains($0) } ?? false
    guard isValid, name.utf8.count <= maximumLength else {
      throw OperationError(
        .invalid,
        "'\(name)' can't be \(kind): it needs 1 to \(maximumLength) characters of a-z, 0-9, '.', '_', '@' and '-', "
          + "and begins with a letter or digit")
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "._@-".utf8.contains(byte)
    }
  }
}
