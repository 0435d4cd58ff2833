import JSON

/// Adds what a value lacks and its schema has a default for.
struct DefaultFiller {
  let program: SchemaProgram
  /// Schemas whose default is being completed: one that stands in itself would go on for ever.
  private var opened: Set<Int> = []
  private var depth = 0
  /// Defaults can ask for further ones that ask for further ones: when it is spent, no more are added.
  private var budget = CheckBudget()

  /// As deep as values may be, with a few references on each level.
  private static let maximumDepth = 1_500

  /// Many more than a form has members; each copies a part of the value.
  private static let leastSteps = 20_000

  init(program: SchemaProgram) { self.program = program }

  mutating func filled(_ value: JSONValue) -> JSONValue {
    budget = CheckBudget(for: value, atLeast: DefaultFiller.leastSteps)
    return filled(value, program.root)
  }

  mutating func filled(_ value: JSONValue, _ node: Int) -> JSONValue {
    guard depth < DefaultFiller.maximumDepth, budget.spend() else { return value }
    depth += 1
    defer { depth -= 1 }
    var value = value
    for keyword in program.nodes[node].keywords { keyword.fill(&value, &self) }
    return value
  }

  /// The default of a schema, or of one that it refers to, with defaults of its own filled in.
  mutating func fallback(of node: Int) -> JSONValue? {
    guard let (source, value) = declaredFallback(of: node), opened.insert(source).inserted else { return nil }
    defer { opened.remove(source) }
    return filled(value, node)
  }

  private func declaredFallback(of node: Int) -> (node: Int, value: JSONValue)? {
    var node = node
    // References can't form a circle: the compiler refuses it.
    while true {
      if let value = program.nodes[node].fallback { return (node, value) }
      guard let next = program.nodes[node].keywords.lazy.compactMap({ ($0 as? Reference)?.node }).first else {
        return nil
      }
      node = next
    }
  }

  mutating func accepts(_ value: JSONValue, _ node: Int) -> Bool {
    var validation = Validation(program, assertsFormats: false, report: nil)
    let isAccepted = validation.accepts(value, node)
    return budget.spend(validation.budget.spent) && isAccepted
  }

  mutating func fill(_ value: inout JSONValue, withFirstAcceptingOf nodes: [Int]) {
    for node in nodes where accepts(value, node) {
      value = filled(value, node)
      return
    }
  }
}
