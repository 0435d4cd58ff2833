/// Thompson's machine: only whether there is a match, so that threads need neither slots nor an order.
struct YesNoMatcher {
  let program: Program
  private let text: UTF8Text

  init(program: Program, text: UnsafeBufferPointer<UInt8>) {
    self.program = program
    self.text = UTF8Text(text)
  }

  func matches() -> Bool {
    let count = program.instructions.count
    // Two lists of threads, the instructions still to follow (a split adds one more than it takes), and visits.
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 5 + 1) { memory in
      memory.initialize(repeating: -1)
      var machine = Machine(
        current: UnsafeMutableBufferPointer(rebasing: memory[..<count]),
        next: UnsafeMutableBufferPointer(rebasing: memory[count..<count * 2]),
        visits: UnsafeMutableBufferPointer(rebasing: memory[(count * 2)..<count * 3]),
        tasks: UnsafeMutableBufferPointer(rebasing: memory[(count * 3)...]))
      return program.instructions.withUnsafeBufferPointer { matches(&machine, $0) }
    }
  }

  private func matches(_ machine: inout Machine, _ instructions: UnsafeBufferPointer<Instruction>) -> Bool {
    var offset = 0
    while true {
      if offset == 0 || !program.isAnchored, machine.follow(0, at: offset, text, instructions) { return true }
      machine.advance()
      let (value, end) = text.scalar(at: offset)
      guard let value, machine.currentCount > 0 || !program.isAnchored else { return false }
      for index in 0..<machine.currentCount {
        let address = Int(machine.current[index])
        guard program.takes(instructions[address], value) else { continue }
        if machine.follow(address + 1, at: end, text, instructions) { return true }
      }
      offset = end
    }
  }
}

extension YesNoMatcher {
  private struct Machine {
    var current: UnsafeMutableBufferPointer<Int32>
    var next: UnsafeMutableBufferPointer<Int32>
    /// The place at which an instruction was last followed.
    let visits: UnsafeMutableBufferPointer<Int32>
    let tasks: UnsafeMutableBufferPointer<Int32>
    var currentCount = 0
    var nextCount = 0

    init(
      current: UnsafeMutableBufferPointer<Int32>, next: UnsafeMutableBufferPointer<Int32>,
      visits: UnsafeMutableBufferPointer<Int32>, tasks: UnsafeMutableBufferPointer<Int32>
    ) {
      self.current = current
      self.next = next
      self.visits = visits
      self.tasks = tasks
    }

    mutating func advance() {
      swap(&current, &next)
      currentCount = nextCount
      nextCount = 0
    }

    /// Adds to the next threads those that begin at an instruction; true when the pattern has matched.
    mutating func follow(
      _ address: Int, at offset: Int, _ text: UTF8Text, _ instructions: UnsafeBufferPointer<Instruction>
    ) -> Bool {
      let round = Int32(truncatingIfNeeded: offset)
      tasks[0] = Int32(truncatingIfNeeded: address)
      var taskCount = 1
      while taskCount > 0 {
        taskCount -= 1
        let address = Int(tasks[taskCount])
        guard visits[address] != round else { continue }
        visits[address] = round
        switch instructions[address] {
        case .match: return true
        case .jump(let target): push(target, &taskCount)
        case .save: push(address + 1, &taskCount)
        case .split(let preferred, let other):
          push(other, &taskCount)
          push(preferred, &taskCount)
        case .assertion(let assertion):
          if text.holds(assertion, at: offset) { push(address + 1, &taskCount) }
        case .scalar, .foldedScalar, .set:
          next[nextCount] = Int32(truncatingIfNeeded: address)
          nextCount += 1
        }
      }
      return false
    }

    private func push(_ address: Int, _ taskCount: inout Int) {
      tasks[taskCount] = Int32(truncatingIfNeeded: address)
      taskCount += 1
    }
  }
}
