extension ScalarSet {
  static let everything = ScalarSet(ranges: [], isNegated: true)

  /// `.`: everything but line terminators.
  static let dot = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)

  /// `\d`, `\w`, `\s`, and in upper case their opposites. Digits and word characters are ASCII in ECMAScript.
  static func named(_ letter: Unicode.Scalar, ignoreCase: Bool) -> ScalarSet {
    switch letter {
    case "d": ScalarSet(ranges: digits)
    case "D": ScalarSet(ranges: digits, isNegated: true)
    case "w": ScalarSet(ranges: word, ignoreCase: ignoreCase)
    case "W": ScalarSet(ranges: word, isNegated: true, ignoreCase: ignoreCase)
    case "s": ScalarSet(ranges: space, properties: [.category([.spaceSeparator])])
    default: ScalarSet(ranges: space, properties: [.category([.spaceSeparator])], isNegated: true)
    }
  }

  private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  private static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
  private static let space: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2028...0x2029, 0xFEFF...0xFEFF,
  ]
}
