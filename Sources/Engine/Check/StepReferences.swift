import JSON

/// Where an agent's input takes a part of what an earlier agent answered: members of `input` and `variables` that are
/// one path, as `{{ steps.analyze.severity }}` or `$.steps.analyze.severity`.
struct StepReferences {
  private let catalog: AgentCatalog
  /// Who stores an answer where.
  private var results: [(keys: [String], state: StateTree, block: Place)] = []
  private(set) var all: [Reference] = []

  struct Reference {
    var source: StateTree
    var receiver: StateTree
    var place: Place
    var question: SchemaFits.Question
  }

  init(_ tree: WorkflowTree, _ catalog: AgentCatalog) {
    self.catalog = catalog
    for block in tree.blocks {
      for state in block.states {
        if let keys = Self.resultKeys(of: state) { results.append((keys, state, block.place)) }
      }
    }
    for state in tree.blocks.flatMap(\.states) { collect(from: state) }
  }

  private static func resultKeys(of state: StateTree) -> [String]? {
    if let written = state.resultPath { return (try? DataPath(parsing: written.value))?.keys }
    if case .switch = state.kind { return nil }
    if case .inject = state.kind { return nil }
    return ["steps", state.name.value]
  }

  private mutating func collect(from state: StateTree) {
    guard case .agent(let call) = state.kind, let input = catalog.agent(of: state)?.inputSchema,
      AgentInputCheck.judgesMembersAlone(input)
    else { return }
    let variables = call.variables?.value.objectValue
    for source in [state.input, call.variables].compactMap({ $0 }) {
      for (name, value) in source.value.objectValue ?? [:] {
        let isOverlaid = source.place != call.variables?.place && variables?[name] != nil
        guard !isOverlaid, let path = value.stringValue.flatMap(PathTemplate.keys), input["properties"]?[name] != nil
        else {
          continue
        }
        collect(path, as: name, from: state, input, at: source.place.key(name))
      }
    }
  }

  private mutating func collect(
    _ path: [String], as name: String, from receiver: StateTree, _ input: JSONValue, at place: Place
  ) {
    // Two states that store at one place, or one inside the other's: which of them was last isn't known.
    let sources = results.filter { path.starts(with: $0.keys) || $0.keys.starts(with: path) }
    guard sources.count == 1, let source = sources.first, path.starts(with: source.keys),
      receiver.place.path.starts(with: source.block.path),
      let agent = catalog.agent(of: source.state), let answer = agent.outputSchema, !catalog.passesOn(source.state),
      source.state.output == nil, source.state.outputPath == nil, let target = Self.reference(to: name)
    else { return }
    var rest = Array(path.dropFirst(source.keys.count))
    if let first = rest.first, ["result", "output"].contains(first), answer["properties"]?[first] == nil {
      rest.removeFirst()
    }
    let taken = rest.reversed().reduce(target) { ["properties": [$1: $0]] }
    let question = SchemaFits.Question(given: answer, taken: taken, input: input)
    all.append(Reference(source: source.state, receiver: receiver, place: place, question: question))
  }

  /// The schema of a member of the input; nil for names that an address can't hold as they are.
  private static func reference(to name: String) -> JSONValue? {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    // Not `? … : nil`, which would be JSON's null.
    if isPlain { return ["$ref": .string("\(SchemaFits.input)#/properties/\(name)")] }
    return Optional<JSONValue>.none
  }
}

/// A template that is one path into the context and nothing else.
enum PathTemplate {
  static func keys(_ text: String) -> [String]? {
    var text = text[...]
    if text.hasPrefix("{{"), text.hasSuffix("}}"), text.utf8.count > 4 {
      text = text.dropFirst(2).dropLast(2)
      while text.first == " " { text.removeFirst() }
      while text.last == " " { text.removeLast() }
      if text.contains("-") { return nil }  // Within braces that is a difference.
    } else if !text.hasPrefix("$.") {
      return nil
    }
    guard let path = try? DataPath(parsing: String(text)), let keys = path.keys, let first = keys.first else {
      return nil
    }
    let isElsewhere = path.origin == .plain && first != "steps" && ReservedRoot(rawValue: first) != nil
    return isElsewhere ? nil : keys
  }
}
