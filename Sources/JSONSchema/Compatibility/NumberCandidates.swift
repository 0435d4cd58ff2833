import JSON

/// Numbers that are worth a try.
struct NumberCandidates {
  let facts: NumberFacts
  private var found: [JSONValue] = []
  private var known: Set<JSONValue> = []

  /// Beyond, doubles skip integers, and the written number and the stored one differ.
  private static let exactLimit = 0x1p53
  /// More steps between two bounds than this aren't tried one by one.
  private static let longestWalk = 300.0
  private static let someSteps: Int64 = 40

  init(_ facts: NumberFacts) { self.facts = facts }

  /// Numbers of which one may do; and whether they are all there are.
  mutating func candidates() -> Attempt {
    if facts.isEmpty { return .impossible }
    guard let first = facts.divisors.first else { return free() }
    var step: ExactDecimal? = first
    for divisor in facts.divisors.dropFirst() { step = step?.leastCommonMultiple(with: divisor) }
    guard let step else { return .stuck("these multipleOf have no common multiple that could be written") }
    return multiples(of: step)
  }

  private mutating func free() -> Attempt {
    noteEnds()
    if let only = facts.lower?.value, let other = facts.upper?.value, NumberOrder(only, other) == .equal {
      return .candidates(found, areAll: true)
    }
    let anchors = [facts.lower?.value.doubleValue, facts.upper?.value.doubleValue, middle, 0].compactMap { $0 }
    for anchor in anchors {
      for offset in [0, 1, -1, 0.5, -0.5, 0.1, -0.1, 0.001, -0.001, 7, -7, 0.123456789, 1000, 1e9, -1e9] {
        note(Self.value(anchor + offset))
      }
    }
    return .candidates(found, areAll: false)
  }

  private var middle: Double? {
    guard let lower = facts.lower?.value.doubleValue, let upper = facts.upper?.value.doubleValue else { return nil }
    return lower / 2 + upper / 2
  }

  private mutating func multiples(of step: ExactDecimal) -> Attempt {
    guard let size = step.multiple(1)?.doubleValue, size > 0 else { return .stuck("multipleOf is too small") }
    let lower = facts.lower?.value.doubleValue.map { $0 / size }
    let upper = facts.upper?.value.doubleValue.map { $0 / size }
    if let lower, let upper, upper - lower <= Self.longestWalk, Self.isExact(lower, upper, size) {
      return walk(from: lower, to: upper, step)
    }
    noteEnds()
    let ends = [lower, upper].compactMap { $0 }.map { Int64(min(max($0, -Self.exactLimit), Self.exactLimit).rounded()) }
    for start in ends + [0] {
      for offset: Int64 in [0, 1, -1, 2, -2, 3, -3, 5, -5, 7, -7, 11, 13, 1_000, -1_000] {
        note(step.multiple(start + offset))
      }
    }
    let first = ends.first.map { lower == nil ? $0 - Self.someSteps : $0 } ?? 0
    for number in first...(first + Self.someSteps) { note(step.multiple(number)) }
    return .candidates(found, areAll: false)
  }

  /// Quotients are near enough, and numbers are what is written.
  private static func isExact(_ lower: Double, _ upper: Double, _ size: Double) -> Bool {
    let most = max(lower.magnitude, upper.magnitude)
    return most < 0x1p40 && most * size < exactLimit
  }

  private mutating func walk(from lower: Double, to upper: Double, _ step: ExactDecimal) -> Attempt {
    var isComplete = true
    for number in (Int64(lower.rounded(.down)) - 1)...(Int64(upper.rounded(.up)) + 1) {
      if let value = step.multiple(number) { note(value) } else { isComplete = false }
    }
    return found.isEmpty && isComplete ? .impossible : .candidates(found, areAll: isComplete)
  }

  /// The ends of the range, and their neighbours among the doubles: far from zero there are no others.
  private mutating func noteEnds() {
    for end in [facts.lower, facts.upper] {
      guard let end, let number = end.value.doubleValue else { continue }
      note(end.value)
      for neighbour in [number.nextUp, number.nextDown] where number.magnitude >= Self.exactLimit && neighbour.isFinite
      {
        note(.double(neighbour))
      }
    }
  }

  private mutating func note(_ value: JSONValue?) {
    guard let value, facts.allows(value) else { return }
    if known.insert(Equality.normalized(value)).inserted { found.append(value) }
  }

  /// Whole numbers are written without a fraction.
  private static func value(_ number: Double) -> JSONValue? {
    guard number.isFinite else { return Optional<JSONValue>.none }
    if number.magnitude < exactLimit, let whole = Int64(exactly: number) { return .integer(whole) }
    return .double(number)
  }
}
