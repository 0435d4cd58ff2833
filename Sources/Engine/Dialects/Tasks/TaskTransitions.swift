import JSON

/// Where a task leads, in all the ways to write it.
struct TaskTransitions {
  let findings: Findings
  let expressions: TaskExpressions

  init(findings: Findings, expressions: TaskExpressions) {
    self.findings = findings
    self.expressions = expressions.with { $0.isInTransition = true }
  }

  func read(_ task: ObjectReader) -> [TransitionTree] {
    var transitions = task.field("publish").map { [published($0)] } ?? []
    let shorthand = shorthands(task)
    if let next = task.field("next") {
      for (key, place) in Self.shorthandKeys.compactMap({ key in task.field(key).map { (key, $0.place) } }) {
        findings.report(
          .deprecatedSpelling, .warning, at: place, part: .key, "`\(key)` is ignored, since `next` stands here too",
          hint: "write all transitions in `next`")
      }
      return transitions + list(next)
    }
    transitions += shorthand
    return transitions
  }

  private static let shorthandKeys = ["on_success", "on_failure", "on_complete", "on_timeout", "decision"]

  /// `publish` beside the action is for the task that succeeded.
  private func published(_ field: Field) -> TransitionTree {
    var transition = TransitionTree(outcomes: [.succeeded])
    transition.publish = publications(field)
    return transition
  }

  // MARK: next

  private func list(_ field: Field) -> [TransitionTree] {
    switch field.value {
    case .string: return field.text().map { [TransitionTree(targets: [$0])] } ?? []
    case .object: return transition(field).map { [$0] } ?? []
    default: return (field.elements() ?? []).flatMap { list($0) }
    }
  }

  private func transition(_ field: Field, outcomes: Set<VisitOutcome> = Set(VisitOutcome.allCases)) -> TransitionTree? {
    guard let reader = ObjectReader(field, TaskKeys.transition) else { return nil }
    var transition = TransitionTree(outcomes: outcomes)
    transition.condition = reader.field("when").flatMap { expressions.condition($0) }
    transition.publish = reader.field("publish").map(publications) ?? []
    let targets = [reader.field("do"), reader.field("next")].compactMap { $0 }
    transition.targets = targets.flatMap { $0.texts() ?? [] }
    if targets.isEmpty, transition.publish.isEmpty { reader.missing("do", hint: "the tasks to start") }
    return transition
  }

  private func publications(_ field: Field) -> [TransitionTree.Publication] {
    TaskPublications.entries(of: field).compactMap { name, value in
      expressions.template(value).map { TransitionTree.Publication(keys: ["vars", name], value: $0) }
    }
  }

  // MARK: Shorthands

  private func shorthands(_ task: ObjectReader) -> [TransitionTree] {
    let failure: Set<VisitOutcome> = task.has("on_timeout") ? [.failed] : [.failed, .timedOut]
    let routes: [(String, Set<VisitOutcome>)] = [
      ("on_success", [.succeeded]), ("on_failure", failure), ("on_timeout", [.timedOut]),
      ("on_complete", Set(VisitOutcome.allCases)),
    ]
    let named = routes.flatMap { key, outcomes in
      task.field(key).map { branches($0, outcomes, under: nil, depth: 0) } ?? []
    }
    return named + (task.field("decision").map(decision) ?? [])
  }

  /// A task's name, or a list of `{when, do}` whose `do` may again be such a list.
  private func branches(
    _ field: Field, _ outcomes: Set<VisitOutcome>, under condition: Sourced<String>?, depth: Int
  ) -> [TransitionTree] {
    guard depth < Self.deepest else {
      findings.report(.limit, at: field.place, "branches are nested more than \(Self.deepest) deep")
      return []
    }
    switch field.value {
    case .string:
      return field.text().map { [TransitionTree(outcomes: outcomes, condition: condition, targets: [$0])] } ?? []
    case .object: return branch(field, outcomes, under: condition, depth: depth)
    default: return (field.elements() ?? []).flatMap { branches($0, outcomes, under: condition, depth: depth) }
    }
  }

  private func branch(
    _ field: Field, _ outcomes: Set<VisitOutcome>, under outer: Sourced<String>?, depth: Int
  ) -> [TransitionTree] {
    guard let reader = ObjectReader(field, TaskKeys.transition) else { return [] }
    let condition = both(outer, reader.field("when").flatMap { expressions.condition($0) })
    var transitions: [TransitionTree] = []
    if let publish = reader.field("publish") {
      transitions.append(TransitionTree(outcomes: outcomes, condition: condition, publish: publications(publish)))
    }
    guard let target = reader.field("do") ?? reader.field("next") else {
      if transitions.isEmpty { reader.missing("do", hint: "the tasks to start") }
      return transitions
    }
    return transitions + branches(target, outcomes, under: condition, depth: depth + 1)
  }

  private func both(_ one: Sourced<String>?, _ other: Sourced<String>?) -> Sourced<String>? {
    guard let one, let other else { return one ?? other }
    return other.map { "(\(one.value)) and (\($0))" }
  }

  private static let deepest = 16

  // MARK: decision

  /// The first condition that is true, else the default.
  private func decision(_ field: Field) -> [TransitionTree] {
    var transitions: [TransitionTree] = []
    var earlier: [String] = []
    for element in field.elements() ?? [] {
      guard let reader = ObjectReader(element, TaskKeys.decision) else { continue }
      let excluded = earlier.map { "not (\($0))" }
      if let target = reader.field("default") {
        guard let texts = target.texts() else { continue }
        let condition = excluded.isEmpty ? nil : excluded.joined(separator: " and ")
        transitions.append(
          TransitionTree(
            outcomes: [.succeeded], condition: condition.map { Sourced(value: $0, place: target.place) },
            targets: texts))
        continue
      }
      guard let when = reader.field("when"), let condition = expressions.condition(when),
        let targets = reader.field("next")?.texts()
      else {
        for key in ["when", "next"] where !reader.has(key) { reader.missing(key) }
        continue
      }
      let text = (excluded + ["(\(condition.value))"]).joined(separator: " and ")
      transitions.append(
        TransitionTree(
          outcomes: [.succeeded], condition: Sourced(value: text, place: when.place), targets: targets))
      earlier.append(condition.value)
    }
    return transitions
  }
}
