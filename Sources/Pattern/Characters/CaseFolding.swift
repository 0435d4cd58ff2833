/// Characters that are the same but for their case, as far as one character becomes one (`ß` doesn't become `SS`).
enum CaseFolding {
  /// One representative for all cases of a character.
  static func folded(_ value: UInt32) -> UInt32 {
    if value < 128 { return (0x41...0x5A).contains(value) ? value + 32 : value }
    return lowercased(uppercased(value))
  }

  /// The character and its other cases.
  static func variants(of value: UInt32) -> [UInt32] {
    let (lower, upper) = (lowercased(value), uppercased(value))
    return [value, lower, upper, folded(value)]
  }

  private static func lowercased(_ value: UInt32) -> UInt32 {
    single(Unicode.Scalar(value)?.properties.lowercaseMapping) ?? value
  }

  private static func uppercased(_ value: UInt32) -> UInt32 {
    single(Unicode.Scalar(value)?.properties.uppercaseMapping) ?? value
  }

  private static func single(_ mapping: String?) -> UInt32? {
    guard let scalars = mapping?.unicodeScalars, let first = scalars.first, scalars.count == 1 else { return nil }
    return first.value
  }
}
