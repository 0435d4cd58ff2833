extension PatternParser {
  /// `[a-z\d]`, `[^…]`.
  mutating func characterClass() throws(PatternError) -> ScalarSet {
    let start = position
    position += 1
    var members = ScalarSet(isNegated: take("^"), ignoreCase: options.contains(.ignoreCase))
    while let scalar = current, scalar != "]" { try classMember(into: &members) }
    guard take("]") else { throw failure("this class has no closing ']'", at: start) }
    members.finish()
    return members
  }

  private mutating func classMember(into members: inout ScalarSet) throws(PatternError) {
    let start = position
    let first = try classAtom()
    guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
      members.insert(first)
      return
    }
    position += 1
    let last = try classAtom()
    guard case .scalar(let lower) = first, case .scalar(let upper) = last else {
      // `[\w-z]`: no range can begin or end with a class, so the hyphen is one.
      members.insert(first)
      members.insert(.scalar("-"))
      members.insert(last)
      return
    }
    guard lower <= upper else { throw failure("the range is the wrong way round", at: start) }
    members.insert(lower...upper)
  }

  private mutating func classAtom() throws(PatternError) -> ClassAtom {
    let start = position
    guard take("\\") else {
      guard let scalar = current else { throw failure("this class has no closing ']'", at: start) }
      position += 1
      return .scalar(scalar)
    }
    if take("b") { return .scalar("\u{8}") }
    if let set = try classEscape(start) { return .set(set) }
    return .scalar(try characterEscape(start))
  }
}

/// One member of a class.
enum ClassAtom {
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
}
