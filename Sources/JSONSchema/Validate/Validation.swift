import JSON

/// One value being checked against one schema.
struct Validation {
  let program: SchemaProgram
  let assertsFormats: Bool
  private let quick: QuickNodes
  /// Where violations go; nil when only the answer matters, which then comes at the first violation.
  var report: ViolationReport?
  /// The resources that were entered on the way here, outermost first. Kept only if some `$dynamicRef` looks at it.
  private var scope: [Int] = []
  private let tracksScope: Bool
  private var depth = 0
  private(set) var budget: CheckBudget

  /// Schemas inside schemas. Values are at most 512 deep, each level maybe seen through a few references; a
  /// `$dynamicRef` that leads back to itself would go on until the stack is full. So many take 2 MB of it.
  private static let maximumDepth = 2_000

  init(_ program: SchemaProgram, assertsFormats: Bool, report: ViolationReport?) {
    self.program = program
    self.assertsFormats = assertsFormats
    self.report = report
    quick = program.quick
    tracksScope = !program.dynamicTargets.isEmpty
    budget = CheckBudget()
  }

  /// Applies the whole schema to the whole value.
  mutating func accepts(_ value: JSONValue) -> Bool {
    budget = CheckBudget(for: value)
    return accepts(value, program.root)
  }

  /// Applies a schema to a part of the value.
  mutating func accepts(_ value: JSONValue, _ node: Int) -> Bool {
    var evaluated: EvaluatedParts?
    return accepts(value, node, &evaluated)
  }

  /// Applies a further schema to the same value; the parts it evaluates are added to `evaluated`, if anyone asks.
  mutating func accepts(_ value: JSONValue, _ number: Int, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard report == nil else { return thoroughlyAccepts(value, number, &evaluated) }
    let node = quick[number]
    let kind = ValueKinds(of: value)
    guard node.allowed.contains(kind) else { return false }
    let checks = quick.checks(node, kind)
    if checks.isEmpty { return true }
    guard enter(node.resource) else { return false }
    defer { leave(node.resource) }
    guard node.needsEvaluated else { return accepts(value, checks, &evaluated) }
    var own: EvaluatedParts? = EvaluatedParts()
    let isAccepted = accepts(value, checks, &own)
    if let own { evaluated?.merge(own) }
    return isAccepted
  }

  /// Up to the first that doesn't.
  private mutating func accepts(
    _ value: JSONValue, _ checks: UnsafeBufferPointer<QuickCheck>, _ evaluated: inout EvaluatedParts?
  ) -> Bool {
    for index in checks.indices where !checks[index].accepts(value, &self, &evaluated) { return false }
    return true
  }

  private mutating func thoroughlyAccepts(
    _ value: JSONValue, _ number: Int, _ evaluated: inout EvaluatedParts?
  ) -> Bool {
    let node = program.nodes[number]
    guard enter(node.resource) else { return failForEffort() }
    defer { leave(node.resource) }
    var own = node.needsEvaluated ? EvaluatedParts() : evaluated
    var isAccepted = true
    for keyword in node.keywords where !keyword.accepts(value, &self, &own) { isAccepted = false }
    if !node.needsEvaluated { evaluated = own } else if let own { evaluated?.merge(own) }
    return isAccepted
  }

  /// Goes a level down into a schema, unless that would be too much.
  private mutating func enter(_ resource: Int) -> Bool {
    guard depth < Validation.maximumDepth, budget.spend() else { return false }
    depth += 1
    if tracksScope { scope.append(resource) }
    return true
  }

  private mutating func leave(_ resource: Int) {
    depth -= 1
    if tracksScope { scope.removeLast() }
  }

  private mutating func failForEffort() -> Bool {
    let limit = budget.limit
    return depth < Validation.maximumDepth
      ? fail("", "needs more than \(limit) checks, which is more than its size justifies")
      : fail("", "needs more than \(Validation.maximumDepth) schemas inside one another to be checked")
  }

  /// The outermost schema on the way here that has the anchor.
  func dynamicTarget(_ name: String) -> Int? {
    guard let targets = program.dynamicTargets[name] else { return nil }
    return scope.lazy.compactMap { targets[$0] }.first
  }
}

extension Validation {
  /// Notes a violation, if they are wanted. Always false, to be returned.
  mutating func fail(_ location: String, _ complaint: @autoclosure () -> String) -> Bool {
    if report != nil { report?.add(location, complaint()) }
    return false
  }

  /// The same for what a few words say: `must be a string, but is 3`.
  mutating func fail(_ location: String, _ value: JSONValue, mustBe expectation: @autoclosure () -> String) -> Bool {
    guard report != nil else { return false }
    let expectation = expectation()
    report?.add(location, "must be \(expectation), but is \(Wording.shown(value))", expectation: expectation)
    return false
  }

  /// Applies a schema to a member or an item.
  mutating func accepts(_ value: JSONValue, _ node: Int, at step: @autoclosure () -> ViolationReport.Step) -> Bool {
    guard report != nil else { return accepts(value, node) }
    report?.enter(step())
    defer { report?.leave() }
    return accepts(value, node)
  }

  /// Whether a schema accepts the value, its violations aside.
  mutating func quietlyAccepts(_ value: JSONValue, _ node: Int, _ evaluated: inout EvaluatedParts?) -> Bool {
    let kept = report
    if kept != nil { report = nil }
    defer { if kept != nil { report = kept } }
    var branch = evaluated == nil ? nil : EvaluatedParts()
    guard accepts(value, node, &branch) else { return false }
    if let branch { evaluated?.merge(branch) }
    return true
  }

  /// The violations of an alternative that didn't accept the value.
  mutating func violations(of value: JSONValue, _ node: Int) -> [Violation] {
    guard let kept = report else { return [] }
    report = kept.emptied
    _ = accepts(value, node)
    defer { report = kept }
    return report?.violations ?? []
  }
}
