import JSON

/// What is asked of a value of one kind: facts that must hold all together, and choices that are still open.
struct Branch: Sendable {
  let kind: ValueKind
  var literals: Set<Literal> = []
  /// Nothing can satisfy it.
  var isImpossible = false
  /// Of each at least one alternative must hold, and of an alternative everything.
  var choices: [[[Requirement]]] = []
  /// What was left out because it can't be compared.
  var obstacles: [String] = []
  /// All values that are left, if they can be listed.
  var values: [JSONValue]?
  var number = NumberFacts()
  var text = TextFacts()
  var list = ListFacts()
  var object = ObjectFacts()

  init(_ kind: ValueKind) {
    self.kind = kind
    switch kind {
    case .null: values = [.null]
    case .boolean: values = [true, false]
    case .string, .number, .object, .array: break
    }
  }

  /// Where all values are known they are asked, and nothing has to be chosen.
  var needsChoices: Bool { values == nil && !choices.isEmpty }

  /// The same without what is still open.
  var facts: Branch {
    var facts = self
    facts.choices = []
    return facts
  }

  /// The choice to be made first: one of few alternatives, else the first, which is rather the giving side's. What is
  /// given has to be known before it can be told what of it is refused.
  mutating func takeChoice() -> [[Requirement]] {
    let few = choices.indices.filter { choices[$0].count <= 2 }
    return choices.remove(at: few.first ?? 0)
  }

  mutating func restrict(to allowed: [JSONValue]) {
    let known = Set(allowed.map(Equality.normalized))
    values = values?.filter { known.contains(Equality.normalized($0)) } ?? allowed
    if values?.isEmpty == true { isImpossible = true }
  }

  mutating func restrictCount(_ bound: Int, isMinimum: Bool) {
    switch kind {
    case .string: text.count.restrict(bound, isMinimum: isMinimum)
    case .array: list.count.restrict(bound, isMinimum: isMinimum)
    case .object: object.count.restrict(bound, isMinimum: isMinimum)
    case .number, .boolean, .null: break
    }
  }
}

/// How many characters, items or members there may be.
struct CountRange: Sendable {
  private(set) var minimum = 0
  private(set) var maximum: Int?

  mutating func restrict(_ bound: Int, isMinimum: Bool) {
    if isMinimum { minimum = max(minimum, bound) } else { maximum = min(maximum ?? bound, bound) }
  }

  var isEmpty: Bool { maximum.map { $0 < minimum } ?? false }

  func allows(_ count: Int) -> Bool { count >= minimum && maximum.map { count <= $0 } ?? true }
}
