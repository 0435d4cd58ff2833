/// Memory for the registers of calls: taken and given back in order, so that a call allocates nothing as a rule.
final class RegisterStack {
  private let block: UnsafeMutablePointer<Value>
  private var used = 0
  /// Enough for calls of ordinary functions to the default depth; what doesn't fit is allocated on its own.
  private static let capacity = 2_048

  init() { block = .allocate(capacity: Self.capacity) }

  deinit { block.deallocate() }

  /// `count` registers, each initialised as unset.
  func take(_ count: Int) -> UnsafeMutablePointer<Value> {
    let registers: UnsafeMutablePointer<Value>
    if used + count <= Self.capacity {
      registers = block + used
      used += count
    } else {
      registers = .allocate(capacity: count)
    }
    registers.initialize(repeating: .unset, count: count)
    return registers
  }

  /// Gives back what ``take(_:)`` gave, the latest first.
  func giveBack(_ registers: UnsafeMutablePointer<Value>, _ count: Int) {
    registers.deinitialize(count: count)
    if registers >= block, registers < block + Self.capacity {
      used -= count
    } else {
      registers.deallocate()
    }
  }
}
