import JSON
import Pattern

/// Where a member can stand: under which name.
extension ObjectSearch {
  typealias Member = (name: String, literals: Set<Literal>)

  enum Place {
    case found(String, Set<Literal>)
    case none
    case open
  }

  /// A name that a demand allows and whose value can satisfy it.
  func place(for demand: MemberDemand, beside members: [Member]) -> Place {
    var isOpen = false
    for name in mentioned + members.map(\.name).filter({ !mentions.contains(MemberName(text: $0)) }) {
      guard selects(demand.selector, name), var literals = literals(for: name) else { continue }
      if let member = members.first(where: { MemberName(text: $0.name) == MemberName(text: name) }) {
        literals.formUnion(member.literals)
      }
      if let literal = demand.literal { literals.insert(literal) }
      switch comparison.values(satisfying: literals) {
      case .found: return .found(name, literals)
      case .open: isOpen = true
      case .none: continue
      }
    }
    let fresh = freshPlace(for: demand, beside: members)
    if case .none = fresh, isOpen { return .open }
    return fresh
  }

  private func selects(_ selector: MemberDemand.Selector, _ name: String) -> Bool {
    switch selector {
    case .named(let other): MemberName(text: other) == MemberName(text: name)
    case .matching(let pattern): pattern.matches(name)
    case .left(let schemas): schemas.leaves(name)
    case .misnamed(let literal): comparison.accepts(.string(name), literal)
    }
  }

  /// A name that nobody mentions. Such names differ only in the patterns that they match.
  func freshPlace(for demand: MemberDemand, beside members: [Member]) -> Place {
    guard let classes = nameClasses(for: demand.selector) else { return .open }
    var isOpen = false
    for nameClass in classes {
      var literals = literals(for: nil) { pattern in nameClass.matching.contains { $0.source == pattern.source } }
      if let literal = demand.literal { literals.insert(literal) }
      let outcome = comparison.values(satisfying: literals)
      if outcome.isNone { continue }
      switch names(in: nameClass, for: demand.selector, beside: members) {
      case .none: continue
      case .open: isOpen = true
      case .found(let names):
        if let name = names.first?.stringValue, !outcome.values.isEmpty { return .found(name, literals) }
        isOpen = true
      }
    }
    return isOpen ? .open : .none
  }

  private func names(
    in nameClass: NameClass, for selector: MemberDemand.Selector, beside members: [Member]
  ) -> Outcome {
    var goal = Goal(literals: Set(facts.names), kind: .string)
    if case .misnamed(let literal) = selector { goal.literals.insert(literal) }
    (goal.patterns, goal.wrongPatterns) = (nameClass.matching, nameClass.missing)
    goal.taken = mentions.union(facts.absent).union(members.map { MemberName(text: $0.name) })
    return comparison.values(satisfying: goal)
  }
}

/// Names that match the same patterns.
struct NameClass {
  var matching: [RegularExpression] = []
  var missing: [RegularExpression] = []
}

extension ObjectSearch {
  /// Twice as many classes with each.
  private static var mostPatterns: Int { 5 }

  /// All classes of names that a demand allows; nil if there are too many.
  private func nameClasses(for selector: MemberDemand.Selector) -> [NameClass]? {
    var start = NameClass()
    switch selector {
    case .matching(let pattern): start.matching = [pattern]
    case .left(let schemas): start.missing = schemas.patterns.map(\.expression)
    case .named, .misnamed: break
    }
    var known = Set((start.matching + start.missing).map { MemberName(text: $0.source) })
    let patterns = facts.members.flatMap(\.schemas.patterns).map(\.expression)
      .filter { known.insert(MemberName(text: $0.source)).inserted }
    guard patterns.count <= Self.mostPatterns else { return nil }
    return patterns.reduce([start]) { classes, pattern in
      classes.flatMap { nameClass in
        var (with, without) = (nameClass, nameClass)
        with.matching.append(pattern)
        without.missing.append(pattern)
        return [without, with]
      }
    }
  }
}

extension MemberSchemas {
  /// The schemas of a member; without a name, of one that isn't mentioned.
  func nodes(for name: String?, matching matches: (RegularExpression) -> Bool) -> [Int] {
    let named = name.flatMap { properties[MemberName(text: $0)] }.map { [$0] } ?? []
    let known = named + patterns.filter { matches($0.expression) }.map(\.node)
    return known.isEmpty ? additional.map { [$0] } ?? [] : known
  }
}

extension MemberDemand {
  /// Some member or other.
  static var anyName: MemberDemand {
    MemberDemand(
      selector: .left(by: MemberSchemas(names: [], properties: [:], patterns: [], additional: nil)), literal: nil)
  }
}

extension Comparison {
  /// The texts that a schema of names lists.
  func listedTexts(_ literal: Literal) -> [String] {
    claims(of: literal, about: .string).flatMap { claim -> [String] in
      if case .fact(.values(let values)) = claim { values.compactMap(\.stringValue) } else { [] }
    }
  }
}
