import JSON
import Pattern

/// Trying one way to choose after the other.
extension Comparison {
  func values(in branch: Branch, _ goal: Goal) -> Outcome {
    if branch.isImpossible { return .none }
    guard takeStep() else { return .open(Self.exhausted) }
    var branch = branch
    if branch.needsChoices, refutes(branch, goal) || !propagate(&branch, goal) { return .none }
    if !branch.needsChoices { return checked(attempt(branch), branch, goal) }
    let choice = branch.takeChoice()
    var obstacle: String?
    for alternative in choice {
      var next = branch
      for requirement in alternative { add(requirement, to: &next) }
      switch values(in: next, goal) {
      case .none: continue
      case .found(let values): return .found(values)
      case .open(let reason): obstacle = obstacle ?? reason
      }
    }
    return obstacle.map { .open($0) } ?? .none
  }

  /// Strikes out alternatives that contradict the facts; what is the last of its choice becomes a fact itself. False if
  /// a choice has none left.
  private func propagate(_ branch: inout Branch, _ goal: Goal) -> Bool {
    var isStable = false
    while !isStable, branch.needsChoices {
      isStable = true
      var rest: [[[Requirement]]] = []
      let choices = branch.choices
      branch.choices = []
      for choice in choices {
        let open = choice.filter { !refutes(branch.facts, and: $0, goal) }
        if open.count > 1, open.contains(where: { holds($0, in: branch, goal) }) { continue }
        switch open.count {
        case 0: return false
        case 1:
          for requirement in open[0] { add(requirement, to: &branch) }
          isStable = false
        default: rest.append(open)
        }
      }
      branch.choices += rest
    }
    return !branch.isImpossible
  }

  /// Whether the facts leave nothing together with some requirements.
  private func refutes(_ facts: Branch, and requirements: [Requirement], _ goal: Goal) -> Bool {
    var trial = facts
    for requirement in requirements { add(requirement, to: &trial) }
    return refutes(trial, goal)
  }

  /// Whether the facts imply an alternative anyway: then there is nothing to choose.
  private func holds(_ alternative: [Requirement], in branch: Branch, _ goal: Goal) -> Bool {
    guard alternative.count == 1, let opposite = alternative[0].opposite else { return false }
    return refutes(branch.facts, and: [opposite], goal)
  }

  /// Whether the facts alone, choices aside, leave nothing.
  private func refutes(_ branch: Branch, _ goal: Goal) -> Bool {
    if branch.isImpossible { return true }
    guard takeStep() else { return false }
    switch attempt(branch) {
    case .impossible: return true
    case .stuck: return false
    case .candidates(let values, let areAll):
      guard areAll, takeStep(trying: values.count) else { return false }
      return !values.contains { isMet(goal, by: $0) }
    }
  }

  private func attempt(_ branch: Branch) -> Attempt {
    if branch.isImpossible { return .impossible }
    if let values = branch.values { return .candidates(values, areAll: true) }
    switch branch.kind {
    case .null, .boolean: return .candidates([], areAll: true)
    case .number:
      var candidates = NumberCandidates(branch.number)
      return candidates.candidates()
    case .string:
      var candidates = TextCandidates(branch.text)
      return candidates.candidates()
    case .array:
      var search = ListSearch(branch.list, self)
      return search.attempt()
    case .object:
      var search = ObjectSearch(branch.object, self)
      return search.attempt()
    }
  }

  private func checked(_ attempt: Attempt, _ branch: Branch, _ goal: Goal) -> Outcome {
    switch attempt {
    case .impossible: return .none
    case .stuck(let reason): return .open(reason)
    case .candidates(let values, let areAll):
      let good = values.lazy.filter { self.isMet(goal, by: $0) }.prefix(Self.enoughValues)
      if !good.isEmpty { return .found(Array(good)) }
      if areAll { return .none }
      return .open(branch.obstacles.first.map { "\($0) can't be compared here" } ?? Self.noExample)
    }
  }

  private static let noExample = "nothing rules a difference out, but no example of one was found"
}

extension Comparison {
  /// Whether a value is what was looked for.
  func isMet(_ goal: Goal, by value: JSONValue) -> Bool {
    if case .string(let text) = value, !goal.taken.isEmpty || !goal.patterns.isEmpty || !goal.wrongPatterns.isEmpty {
      if goal.taken.contains(MemberName(text: text)) || goal.wrongPatterns.contains(where: { $0.matches(text) })
        || !goal.patterns.allSatisfy({ $0.matches(text) })
      {
        return false
      }
    }
    return goal.literals.allSatisfy { accepts(value, $0) }
  }

  func accepts(_ value: JSONValue, _ literal: Literal) -> Bool {
    var validation = Validation(program(literal.side), assertsFormats: assertsFormats, report: nil)
    return validation.accepts(value, literal.node) == literal.isTrue
  }
}
