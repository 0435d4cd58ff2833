extension PatternParser {
  mutating func quantifier() throws(PatternError) -> (PatternTree.Bounds, isLazy: Bool)? {
    guard let bounds = try bounds() else { return nil }
    return (bounds, isLazy: take("?"))
  }

  private mutating func bounds() throws(PatternError) -> PatternTree.Bounds? {
    if take("*") { return PatternTree.Bounds(minimum: 0, maximum: nil) }
    if take("+") { return PatternTree.Bounds(minimum: 1, maximum: nil) }
    if take("?") { return PatternTree.Bounds(minimum: 0, maximum: 1) }
    return try countedBounds()
  }

  /// `{n}`, `{n,}`, `{n,m}`; any other brace is a character.
  private mutating func countedBounds() throws(PatternError) -> PatternTree.Bounds? {
    let start = position
    guard take("{"), let minimum = number() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard take("}") else {
      position = start
      return nil
    }
    if let maximum, maximum < minimum { throw failure("the bounds are the wrong way round", at: start) }
    return PatternTree.Bounds(minimum: minimum, maximum: maximum)
  }

  /// Digits; what is too large for any program is as good as the largest number.
  private mutating func number() -> Int? {
    let start = position
    var number = 0
    while let digit = current?.decimalDigit {
      number = min(number * 10 + digit, 1 << 32)
      position += 1
    }
    return position > start ? number : nil
  }
}

extension Unicode.Scalar {
  var decimalDigit: Int? { ("0"..."9").contains(self) ? Int(value - 0x30) : nil }

  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
