import JSON
import Pattern

/// Looks for a value that satisfies some schemas and doesn't satisfy others. Of two schemas, the one is assignable from
/// the other exactly if there is no value that satisfies the other and not the one.
///
/// A tableau, as for propositional logic (Smullyan, *First-Order Logic*, 1968), over the keywords of JSON Schema: for
/// one kind of values after the other, schemas are taken apart into facts and choices; a choice of which all
/// alternatives but one contradict the facts becomes a fact; and what facts ask of members and items is the same
/// question again, one level further down.
///
/// - Whatever can't be understood is left out. That leaves more values, never fewer: if there is none, it's a proof.
/// - Values are built from the facts and then checked by validating, so that leaving out makes no wrong examples.
/// - A question that comes up again within itself (through a recursive `$ref`) is answered there with "none": of the
///   values that answer it the smallest has no other one inside.
final class Comparison {
  let giving: SchemaProgram
  let taking: SchemaProgram
  let assertsFormats: Bool
  private var claims: [ClaimKey: [Claim]] = [:]
  private var outcomes: [Set<Literal>: Outcome] = [:]
  /// The questions that are being worked on, outermost first.
  private var questions: [Set<Literal>] = []
  /// The outermost question that an answer relied on.
  private var reliedOn = Int.max
  private var steps = 0

  /// Some hundred milliseconds. Pairs of schemas as people write them need some hundred steps.
  private static let mostSteps = 50_000
  private static let valuesPerStep = 16
  /// Deeper than anybody nests.
  private static let mostLevels = 48

  init(from giving: SchemaProgram, to taking: SchemaProgram, assertsFormats: Bool) {
    (self.giving, self.taking, self.assertsFormats) = (giving, taking, assertsFormats)
  }

  private struct ClaimKey: Hashable {
    let side: Side
    let node: Int
    let kind: ValueKind
  }

  func program(_ side: Side) -> SchemaProgram { side == .giving ? giving : taking }

  /// What a schema says about a kind, keyword by keyword, without what goes without saying.
  func claims(of literal: Literal, about kind: ValueKind) -> [Claim] {
    let key = ClaimKey(side: literal.side, node: literal.node, kind: kind)
    if let known = claims[key] { return known }
    let node = program(literal.side).nodes[literal.node]
    let result = node.claims(about: kind).filter { if case .always = $0 { false } else { true } }
    claims[key] = result
    return result
  }

  /// Counts a piece of work; false when it is more than was to be done.
  func takeStep(trying values: Int = 0) -> Bool {
    steps += 1 + values / Self.valuesPerStep
    return steps <= Self.mostSteps
  }

  static let exhausted = "the schemas are too large or too entangled to be compared"
}

extension Comparison {
  /// Values that satisfy all of the literals.
  func values(satisfying literals: Set<Literal>) -> Outcome {
    if literals.contains(where: { literals.contains($0.opposite) }) { return .none }
    if let known = outcomes[literals] { return known }
    if let outer = questions.firstIndex(where: { $0.isSubset(of: literals) }) {
      reliedOn = min(reliedOn, outer)
      return .none
    }
    guard takeStep(), questions.count < Self.mostLevels else { return .open(Self.exhausted) }
    let before = reliedOn
    reliedOn = .max
    questions.append(literals)
    let outcome = search(literals)
    questions.removeLast()
    let isSettled = reliedOn >= questions.count
    if isSettled || !outcome.values.isEmpty { outcomes[literals] = outcome }
    reliedOn = isSettled ? before : min(before, reliedOn)
    return outcome
  }

  /// How many different values are worth having, for lists without repetitions.
  static let enoughValues = 8

  private func search(_ literals: Set<Literal>) -> Outcome {
    var found: [JSONValue] = []
    var obstacle: String?
    for kind in ValueKind.allCases {
      if !found.isEmpty, found.count >= Self.enoughValues || !kind.isScalar { break }
      switch values(satisfying: Goal(literals: literals, kind: kind)) {
      case .none: continue
      case .found(let values): found += values
      case .open(let reason): obstacle = obstacle ?? reason
      }
    }
    if !found.isEmpty { return .found(found) }
    return obstacle.map { .open($0) } ?? .none
  }

  func values(satisfying goal: Goal) -> Outcome {
    var branch = Branch(goal.kind)
    branch.text.patterns = goal.patterns
    branch.text.wrongPatterns = goal.wrongPatterns
    for literal in goal.literals.sorted() { add(.literal(literal), to: &branch) }
    return values(in: branch, goal)
  }
}

/// What is looked for: one value of one kind.
struct Goal {
  var literals: Set<Literal>
  var kind: ValueKind
  /// Of names: what they match besides, and which are taken.
  var patterns: [RegularExpression] = []
  var wrongPatterns: [RegularExpression] = []
  var taken: Set<MemberName> = []
}
