import JSON

/// Of several alternatives that a value fits none of, the one that it comes closest to: not one for another type of
/// value if there is a better one, nor one that a member like `kind` tells apart; then the one that finds least wrong.
struct ClosestAlternative {
  /// From 1.
  let number: Int
  let violations: [Violation]

  private struct Rank: Comparable {
    let isOtherType: Bool
    let isToldApart: Bool
    let violations: Int

    static func < (one: Rank, other: Rank) -> Bool {
      if one.isOtherType != other.isOtherType { return other.isOtherType }
      if one.isToldApart != other.isToldApart { return other.isToldApart }
      return one.violations < other.violations
    }
  }

  /// Nil where there are no alternatives.
  init?(among alternatives: [[Violation]], at place: JSONPointer) {
    let ranked = alternatives.map { violations in
      Rank(
        isOtherType: violations.contains { $0.instancePath == place && $0.schemaPath.hasSuffix("/type") },
        isToldApart: violations.contains { $0.isOfAConstant && $0.instancePath.tokens.count == place.tokens.count + 1 },
        violations: violations.count)
    }
    guard let index = ranked.indices.min(by: { ranked[$0] < ranked[$1] }) else { return nil }
    number = index + 1
    violations = alternatives[index]
  }
}

extension Violation {
  fileprivate var isOfAConstant: Bool { schemaPath.hasSuffix("/const") || schemaPath.hasSuffix("/enum") }
}

extension Validation {
  /// Says what a value misses that none of some alternatives accepts.
  mutating func fail(_ location: String, _ value: JSONValue, acceptedByNoneOf nodes: [Int]) -> Bool {
    guard let place = report?.pointer else { return false }
    let alternatives = nodes.prefix(Validation.comparedAlternatives).map { violations(of: value, $0) }
    if alternatives.count == 1, nodes.count == 1 {
      alternatives[0].forEach { report?.add($0) }
      return false
    }
    if let expectation = Validation.expectation(common: alternatives, at: place) {
      return fail(location, value, mustBe: expectation)
    }
    guard let closest = ClosestAlternative(among: alternatives, at: place), let first = closest.violations.first else {
      return fail(location, "matches none of \(nodes.count) alternatives")
    }
    let others = closest.violations.count > 1 ? " (and \(closest.violations.count - 1) more)" : ""
    let reason = "by number \(closest.number), the closest, \(first.message)\(others)"
    report?.add(
      location, "matches none of \(nodes.count) alternatives; \(reason)", causes: closest.violations)
    return false
  }

  /// More aren't compared: each is checked again for its violations.
  private static var comparedAlternatives: Int { 16 }

  /// `a string or null`, where each alternative only asks for something else in the place of the whole value.
  private static func expectation(common alternatives: [[Violation]], at place: JSONPointer) -> String? {
    var expectations: [String] = []
    for violations in alternatives {
      guard violations.count == 1, let violation = violations.first, violation.instancePath == place,
        let expectation = violation.expectation
      else { return nil }
      if !expectations.contains(expectation) { expectations.append(expectation) }
    }
    return expectations.isEmpty ? nil : Wording.list(expectations, "or")
  }
}
