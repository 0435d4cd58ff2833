/// Pike's machine: finds the match that backtracking would find first, and what its groups matched.
struct CaptureMatcher {
  enum Reach {
    case anywhere
    /// The match begins at the offset given.
    case here
    /// The match begins at the offset given and ends at the text's end.
    case whole
  }

  private let program: Program
  private let text: UTF8Text
  private let reach: Reach
  private var current: ThreadList
  private var next: ThreadList
  private var tasks: [Task] = []
  private var slots: [Int]
  /// Threads moved over characters so far.
  private(set) var work = 0
  /// It gives up beyond this.
  private let mostWork: Int

  var hasGivenUp: Bool { work > mostWork }

  /// What is left to do while following instructions that take no character.
  private enum Task {
    case follow(Int)
    case restore(slot: Int, value: Int)
  }

  init(program: Program, text: UnsafeBufferPointer<UInt8>, reach: Reach, mostWork: Int = .max) {
    self.mostWork = mostWork
    self.program = program
    self.text = UTF8Text(text)
    self.reach = reach
    current = ThreadList(program)
    next = ThreadList(program)
    slots = Array(repeating: -1, count: program.slotCount)
  }

  mutating func match(from start: Int) -> [Int]? {
    var found: [Int]?
    var offset = start
    while offset <= text.bytes.count {
      if found == nil, offset == start || mayBeginLater { begin(at: offset) }
      if next.isEmpty, found != nil || !mayBeginLater { break }
      swap(&current, &next)
      next.removeAll()
      work += current.count + 1
      if hasGivenUp { return nil }
      let (value, end) = text.scalar(at: offset)
      if let match = step(over: value, at: offset, to: end) { found = match }
      offset = end
    }
    return found
  }

  private var mayBeginLater: Bool { reach == .anywhere && !program.isAnchored }

  /// A thread that begins here is less preferred than all that began before.
  private mutating func begin(at offset: Int) {
    for index in slots.indices { slots[index] = -1 }
    follow(0, at: offset)
  }

  /// Moves every thread over a character, in order of preference, and returns the slots of the first that matched;
  /// those of less preference are dropped then.
  private mutating func step(over value: UInt32?, at offset: Int, to end: Int) -> [Int]? {
    for index in 0..<current.count {
      let address = current.address(index)
      switch program.instructions[address] {
      case .match:
        if reach == .whole, offset < text.bytes.count { continue }
        return Array(current.slots(index))
      case let instruction:
        guard let value, program.takes(instruction, value) else { continue }
        for (slot, place) in current.slots(index).enumerated() { slots[slot] = place }
        follow(address + 1, at: end)
      }
    }
    return nil
  }

  /// Adds a thread at the instruction and at all that can be reached from it without taking a character.
  private mutating func follow(_ address: Int, at offset: Int) {
    tasks.append(.follow(address))
    while let task = tasks.popLast() {
      switch task {
      case .restore(let slot, let value): slots[slot] = value
      case .follow(let address): if next.visit(address) { follow(one: address, at: offset) }
      }
    }
  }

  private mutating func follow(one address: Int, at offset: Int) {
    switch program.instructions[address] {
    case .jump(let target): tasks.append(.follow(target))
    case .split(let preferred, let other):
      tasks.append(.follow(other))
      tasks.append(.follow(preferred))
    case .save(let slot):
      tasks.append(.restore(slot: slot, value: slots[slot]))
      slots[slot] = offset
      tasks.append(.follow(address + 1))
    case .assertion(let assertion):
      if text.holds(assertion, at: offset) { tasks.append(.follow(address + 1)) }
    case .scalar, .foldedScalar, .set, .match: next.append(address, slots)
    }
  }
}

extension Program {
  /// Whether an instruction takes a character.
  func takes(_ instruction: Instruction, _ value: UInt32) -> Bool {
    switch instruction {
    case .scalar(let expected): value == expected
    case .foldedScalar(let expected): value == expected || CaseFolding.folded(value) == expected
    case .set(let index): sets[index].contains(value)
    case .assertion, .save, .jump, .split, .match: false
    }
  }
}
