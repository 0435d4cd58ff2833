import JSON
import Pattern

/// What a keyword or a schema says about values of one kind, as a formula. Keywords that only speak of other kinds say
/// `always`.
indirect enum Claim: Sendable {
  case always
  case never
  /// What another schema of the same program says.
  case schema(Int)
  case all([Claim])
  case any([Claim])
  case exactlyOne([Int])
  case not(Claim)
  case fact(Fact)
  /// It says something, but what that means can't be compared; with how the keyword is called.
  case obscure(String)

  /// All of them, without what goes without saying.
  static func every(_ claims: [Claim]) -> Claim {
    var needed: [Claim] = []
    for claim in claims {
      switch claim {
      case .always: continue
      case .never: return .never
      default: needed.append(claim)
      }
    }
    return needed.isEmpty ? .always : needed.count == 1 ? needed[0] : .all(needed)
  }
}

/// One thing that can be true of a value.
enum Fact: Sendable {
  case values([JSONValue])
  case bound(NumberBound)
  case multiple(ExactDecimal)
  case count(Int, isMinimum: Bool)
  case pattern(RegularExpression)
  case format(FormatCheck)
  case unique
  case items(Items)
  case contains(Contains)
  case member(String)
  case members(MemberSchemas)
  case names(Int)
}

/// Which schemas apply to the members of an object, by their names.
struct MemberSchemas: Sendable {
  var names: [String]
  var properties: [MemberName: Int]
  var patterns: [(expression: RegularExpression, node: Int)]
  var additional: Int?

  func holds(_ name: String) -> Bool { properties[MemberName(text: name)] != nil }

  /// Whether neither `properties` nor `patternProperties` speak of the name.
  func leaves(_ name: String) -> Bool { !holds(name) && !patterns.contains { $0.expression.matches(name) } }
}
