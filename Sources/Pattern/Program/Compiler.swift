/// Writes the program of a tree.
struct Compiler {
  let source: String
  let limits: PatternLimits
  private var instructions: [Instruction] = []
  private var sets: [ScalarSet] = []

  init(source: String, limits: PatternLimits) {
    self.source = source
    self.limits = limits
  }

  mutating func compile(_ tree: PatternTree, groupNames: [String?]) throws(PatternError) -> Program {
    try append(.save(0))
    try write(tree)
    try append(.save(1))
    try append(.match)
    return Program(
      instructions: instructions, sets: sets, groupNames: groupNames, isAnchored: tree.beginsWithTextStart)
  }

  private mutating func write(_ tree: PatternTree) throws(PatternError) {
    switch tree {
    case .empty: break
    case .scalar(let scalar, let ignoreCase):
      try append(ignoreCase ? .foldedScalar(CaseFolding.folded(scalar.value)) : .scalar(scalar.value))
    case .set(let set):
      sets.append(set)
      try append(.set(sets.count - 1))
    case .sequence(let parts): for part in parts { try write(part) }
    case .alternation(let alternatives): try write(alternatives: alternatives[...])
    case .repetition(let body, let bounds, let isLazy): try write(body, bounds, isLazy)
    case .group(let body, let number):
      try append(.save(number * 2))
      try write(body)
      try append(.save(number * 2 + 1))
    case .assertion(let assertion): try append(.assertion(assertion))
    }
  }

  private mutating func write(alternatives: ArraySlice<PatternTree>) throws(PatternError) {
    var ends: [Int] = []
    for alternative in alternatives.dropLast() {
      let split = instructions.count
      try append(.split(split + 1, 0))
      try write(alternative)
      ends.append(instructions.count)
      try append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    if let last = alternatives.last { try write(last) }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  /// `x{2,4}` is written `xx(x(x)?)?`, `x{2,}` is `xxx*`.
  private mutating func write(
    _ body: PatternTree, _ bounds: PatternTree.Bounds, _ isLazy: Bool
  ) throws(PatternError) {
    // Repeating what takes nothing would write nothing, as often as asked.
    if case .empty = body { return }
    for _ in 0..<bounds.minimum { try write(body) }
    guard let maximum = bounds.maximum else { return try writeLoop(body, isLazy) }
    var splits: [Int] = []
    for _ in bounds.minimum..<maximum {
      splits.append(instructions.count)
      try append(.split(0, 0))
      try write(body)
    }
    for split in splits { instructions[split] = choice(split + 1, instructions.count, isLazy) }
  }

  private mutating func writeLoop(_ body: PatternTree, _ isLazy: Bool) throws(PatternError) {
    let start = instructions.count
    try append(.split(0, 0))
    try write(body)
    try append(.jump(start))
    instructions[start] = choice(start + 1, instructions.count, isLazy)
  }

  private func choice(_ body: Int, _ rest: Int, _ isLazy: Bool) -> Instruction {
    isLazy ? .split(rest, body) : .split(body, rest)
  }

  private mutating func append(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < limits.instructions else {
      throw PatternError(
        source: source, offset: 0, message: "the pattern is too large: it needs more than \(limits.instructions) steps",
        hint: "use smaller bounds, or '*' and a length limit")
    }
    instructions.append(instruction)
  }
}

extension PatternTree {
  fileprivate var beginsWithTextStart: Bool {
    switch self {
    case .assertion(.textStart): true
    case .sequence(let parts): parts.first?.beginsWithTextStart ?? false
    case .alternation(let alternatives): alternatives.allSatisfy(\.beginsWithTextStart)
    case .group(let body, _): body.beginsWithTextStart
    case .empty, .scalar, .set, .repetition, .assertion: false
    }
  }
}
