extension PatternParser {
  mutating func group() throws(PatternError) -> PatternTree {
    let start = position
    guard depth < limits.depth else { throw failure("groups are nested more than \(limits.depth) deep") }
    depth += 1
    defer { depth -= 1 }
    let outerOptions = options
    defer { options = outerOptions }
    let tree = try groupContent(start)
    guard take(")") else { throw failure("this group has no closing ')'", at: start) }
    return tree
  }

  private mutating func groupContent(_ start: Int) throws(PatternError) -> PatternTree {
    position += 1
    guard take("?") else { return try capturingGroup(named: nil) }
    if take(":") { return try alternatives() }
    for opening in ["=", "!", "<=", "<!"] where take(opening) {
      throw failure("lookaround '(?\(opening)' can't be matched in linear time", at: start, hint: "match without it")
    }
    if take("<") { return try capturingGroup(named: try groupName(start)) }
    if take("P<") { throw failure("'(?P<' is not known here", at: start, hint: "a named group is '(?<name>…)'") }
    try modifiers(start)
    return try alternatives()
  }

  private mutating func capturingGroup(named name: String?) throws(PatternError) -> PatternTree {
    groupNames.append(name)
    let number = groupNames.count
    return .group(try alternatives(), number: number)
  }

  private mutating func groupName(_ start: Int) throws(PatternError) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = current, scalar != ">" {
      let isAllowed = name.isEmpty ? scalar.properties.isIDStart : scalar.properties.isIDContinue
      guard isAllowed || scalar == "_" || scalar == "$" else { throw failure("'\(scalar)' can't stand in a name") }
      name.append(scalar)
      position += 1
    }
    guard take(">"), !name.isEmpty else { throw failure("a group's name is written '(?<name>…)'", at: start) }
    guard !groupNames.contains(String(name)) else {
      throw failure("the group name '\(String(name))' stands twice", at: start)
    }
    return String(name)
  }

  /// `(?i:…)`, `(?s-i:…)`.
  private mutating func modifiers(_ start: Int) throws(PatternError) {
    var isAdding = true
    var seen: RegularExpression.Options = []
    while let scalar = current, scalar != ":" {
      position += 1
      if scalar == "-", isAdding {
        isAdding = false
        continue
      }
      guard let option = RegularExpression.Options(letter: scalar), seen.isDisjoint(with: option) else {
        throw unknownGroup(start)
      }
      seen.insert(option)
      if isAdding { options.insert(option) } else { options.remove(option) }
    }
    guard take(":"), !seen.isEmpty else { throw unknownGroup(start) }
  }

  private func unknownGroup(_ start: Int) -> PatternError {
    failure(
      "this kind of group is not known", at: start,
      hint: "known are (…), (?:…), (?<name>…) and options for a part, as (?i:…)")
  }
}

extension RegularExpression.Options {
  fileprivate init?(letter: Unicode.Scalar) {
    switch letter {
    case "i": self = .ignoreCase
    case "m": self = .multiline
    case "s": self = .dotAll
    default: return nil
    }
  }
}
