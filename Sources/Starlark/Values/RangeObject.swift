/// The integers from `start` towards `stop` by `step`, none of them stored.
public final class RangeObject: HeapObject {
  let start: Int
  /// What was asked for, which `repr` shows; the last element may be several steps before it.
  let stop: Int
  let step: Int
  let count: Int

  init(start: Int, stop: Int, step: Int, in thread: Thread) throws(EvaluationError) {
    try thread.memory.reserve(Cost.object)
    self.start = start
    self.stop = stop
    self.step = step
    count = Self.count(start, stop, step)
    super.init(account: thread.memory, charged: Cost.object)
  }

  func element(at index: Int) -> Int { start &+ index &* step }

  func contains(_ value: Int) -> Bool {
    guard count > 0 else { return false }
    let last = element(at: count - 1)
    guard value >= min(start, last), value <= max(start, last) else { return false }
    return (value &- start) % step == 0
  }

  /// How many there are; more than fit an Int count as the largest.
  private static func count(_ start: Int, _ stop: Int, _ step: Int) -> Int {
    guard step > 0 ? start < stop : start > stop else { return 0 }
    let span = start < stop ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
    let count = (span - 1) / step.magnitude + 1
    return Int(exactly: count) ?? .max
  }
}
