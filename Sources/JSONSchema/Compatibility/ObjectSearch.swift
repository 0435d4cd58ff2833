import JSON
import Pattern

/// Finds objects, member by member.
struct ObjectSearch {
  let facts: ObjectFacts
  let comparison: Comparison
  /// Names that some schema mentions. All others are alike, as far as patterns don't tell them apart.
  let mentioned: [String]
  let mentions: Set<MemberName>
  private var members: [(name: String, literals: Set<Literal>)] = []
  private var obstacle: String?

  /// A counterexample that fills a page helps nobody.
  private static let mostMembers = 100

  init(_ facts: ObjectFacts, _ comparison: Comparison) {
    self.facts = facts
    self.comparison = comparison
    var names = facts.required
    for (_, schemas) in facts.members { names += schemas.names }
    for demand in facts.demands { if case .left(let schemas) = demand.selector { names += schemas.names } }
    for literal in facts.names { names += comparison.listedTexts(literal) }
    var known: Set<MemberName> = []
    mentioned = names.filter { known.insert(MemberName(text: $0)).inserted }
    mentions = known
  }

  mutating func attempt() -> Attempt {
    if facts.count.isEmpty || facts.required.contains(where: facts.forbids) { return .impossible }
    if let most = facts.count.maximum, facts.required.count > most { return .impossible }
    guard placeRequired(), placeOtherDemands() else { return .impossible }
    if facts.count.minimum > members.count, !fill() { return .impossible }
    if let obstacle { return .stuck(obstacle) }
    return build()
  }

  /// What is asked of a member of a certain name; nil if the name isn't allowed.
  func literals(for name: String) -> Set<Literal>? {
    if facts.forbids(name) || !facts.names.allSatisfy({ comparison.accepts(.string(name), $0) }) { return nil }
    return literals(for: name) { $0.matches(name) }
  }

  /// The same of a name that is only known by what it matches.
  func literals(for name: String?, matching matches: (RegularExpression) -> Bool) -> Set<Literal> {
    var literals: Set<Literal> = []
    for (side, schemas) in facts.members {
      for node in schemas.nodes(for: name, matching: matches) {
        literals.insert(Literal(side: side, node: node, isTrue: true))
      }
    }
    return literals
  }

  private mutating func placeRequired() -> Bool {
    for name in facts.required {
      guard var literals = literals(for: name) else { return false }
      for demand in facts.demands {
        guard case .named(let other) = demand.selector, MemberName(text: other) == MemberName(text: name) else {
          continue
        }
        if let literal = demand.literal { literals.insert(literal) }
      }
      if comparison.values(satisfying: literals).isNone { return false }
      members.append((name, literals))
    }
    return true
  }

  /// Demands that leave the name open. False only if one can't be met even without the others.
  private mutating func placeOtherDemands() -> Bool {
    let required = members
    for demand in facts.demands {
      if case .named = demand.selector { continue }
      if case .found(let name, let literals) = place(for: demand, beside: members) {
        put(name, literals)
      } else if case .none = place(for: demand, beside: required) {
        return false
      } else {
        obstacle = "no name was found for a member that would make the difference"
      }
    }
    return true
  }

  private mutating func put(_ name: String, _ literals: Set<Literal>) {
    if let place = members.firstIndex(where: { MemberName(text: $0.name) == MemberName(text: name) }) {
      members[place].literals = literals
    } else {
      members.append((name, literals))
    }
  }

  /// Adds members that nobody asked for, because there must be so many. False if there can't be.
  private mutating func fill() -> Bool {
    guard facts.count.minimum <= Self.mostMembers else {
      obstacle = "the objects would be too large to be tried"
      return true
    }
    var isOpen = members.count > facts.required.count
    for name in mentioned where members.count < facts.count.minimum {
      guard !members.contains(where: { MemberName(text: $0.name) == MemberName(text: name) }),
        let literals = literals(for: name)
      else { continue }
      let outcome = comparison.values(satisfying: literals)
      if !outcome.values.isEmpty { members.append((name, literals)) } else if !outcome.isNone { isOpen = true }
    }
    while members.count < facts.count.minimum {
      let place = freshPlace(for: .anyName, beside: members)
      if case .open = place { isOpen = true }
      guard case .found(let name, let literals) = place else { break }
      members.append((name, literals))
    }
    if members.count >= facts.count.minimum { return true }
    obstacle = "not enough names were found for the members that there must be"
    return isOpen
  }

  private func build() -> Attempt {
    var object = JSONObject()
    for (name, literals) in members {
      switch comparison.values(satisfying: literals) {
      case .found(let values): object[name] = values.first
      case .open(let reason): return .stuck(reason)
      case .none: return .stuck("no object was found that has all its members")
      }
    }
    return .candidates([.object(object)] + variants(of: object), areAll: false)
  }

  /// The same with another value of one member.
  private func variants(of object: JSONObject) -> [JSONValue] {
    var variants: [JSONValue] = []
    for (name, literals) in members.prefix(4) {
      for value in comparison.values(satisfying: literals).values.dropFirst().prefix(3) {
        var other = object
        other[name] = value
        variants.append(.object(other))
      }
    }
    return variants
  }
}
