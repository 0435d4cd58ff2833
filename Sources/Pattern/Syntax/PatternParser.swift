/// Reads the syntax of ECMA-262, section 22.2.1. Where the `u` flag is stricter than habit, habit is followed if only
/// one meaning is possible: `\@` is `@`, and a brace that begins no quantifier is a brace.
struct PatternParser {
  let source: String
  let scalars: [Unicode.Scalar]
  let limits: PatternLimits
  var options: RegularExpression.Options
  var position = 0
  var depth = 0
  var groupNames: [String?] = []

  init(_ source: String, options: RegularExpression.Options, limits: PatternLimits) {
    self.source = source
    self.scalars = Array(source.unicodeScalars)
    self.options = options
    self.limits = limits
  }

  mutating func parse() throws(PatternError) -> PatternTree {
    let tree = try alternatives()
    guard current == nil else { throw failure("')' closes no group", hint: "write '\\)' for the character") }
    return tree
  }

  mutating func alternatives() throws(PatternError) -> PatternTree {
    var alternatives = [try sequence()]
    while take("|") { alternatives.append(try sequence()) }
    return alternatives.count == 1 ? alternatives[0] : .alternation(alternatives)
  }

  private mutating func sequence() throws(PatternError) -> PatternTree {
    var terms: [PatternTree] = []
    while let scalar = current, scalar != "|", scalar != ")" { terms.append(try term()) }
    return terms.count == 1 ? terms[0] : terms.isEmpty ? .empty : .sequence(terms)
  }

  private mutating func term() throws(PatternError) -> PatternTree {
    let start = position
    let atom = try atom()
    guard let (bounds, isLazy) = try quantifier() else { return atom }
    if case .assertion = atom, scalars[start] != "(" { throw failure("an anchor can't be repeated", at: start) }
    if try quantifier() != nil { throw failure("a quantifier can't follow another", at: position - 1) }
    return .repetition(atom, bounds, isLazy: isLazy)
  }

  private mutating func atom() throws(PatternError) -> PatternTree {
    guard let scalar = current else { return .empty }
    switch scalar {
    case "^":
      position += 1
      return .assertion(options.contains(.multiline) ? .lineStart : .textStart)
    case "$":
      position += 1
      return .assertion(options.contains(.multiline) ? .lineEnd : .textEnd)
    case ".":
      position += 1
      return .set(options.contains(.dotAll) ? .everything : .dot)
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?":
      throw failure("'\(scalar)' has nothing to repeat", hint: "write '\\\(scalar)' for the character")
    case "{" where try quantifier() != nil:
      throw failure("the quantifier before this has nothing to repeat", hint: "write '\\{' for the character")
    default:
      position += 1
      return literal(scalar)
    }
  }

  func literal(_ scalar: Unicode.Scalar) -> PatternTree {
    .scalar(scalar, ignoreCase: options.contains(.ignoreCase))
  }
}

extension PatternParser {
  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  mutating func take(_ text: String) -> Bool {
    guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  func failure(_ message: String, at offset: Int? = nil, hint: String? = nil) -> PatternError {
    PatternError(source: source, offset: offset ?? position, message: message, hint: hint)
  }
}
