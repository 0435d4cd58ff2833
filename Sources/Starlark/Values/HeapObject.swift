/// What every value on the heap has: the account that its bytes are charged to, until it is freed or frozen.
open class HeapObject {
  final var account: MemoryAccount?
  final var charged: Int

  /// Takes over bytes that the caller has reserved.
  init(account: MemoryAccount?, charged: Int) {
    self.account = account
    self.charged = charged
  }

  deinit {
    membership?.leave()
    account?.release(charged)
  }

  /// Where it is noted that the object may hold itself.
  final var membership: CycleRegistry.Membership?

  /// Lets go of every value that it holds.
  func dropContents() {}

  /// Charges what the object grows by, before it grows.
  final func reserve(_ bytes: Int) throws(EvaluationError) {
    guard let account else { return }
    try account.reserve(bytes)
    charged += bytes
  }

  /// A frozen value may outlive its thread and be read by others: it no longer belongs to the thread's account.
  final func leaveAccount() {
    account?.release(charged)
    account = nil
    charged = 0
  }
}

/// Roughly what an object and its array cost beside the elements.
enum Cost {
  static let object = 64
  static let value = MemoryLayout<Value>.stride
  /// A dict's or set's entry with its place in the index.
  static let entry = 2 * MemoryLayout<Value>.stride + 24
}

/// See ``Value/hidden(_:)``.
public class HiddenObject {}

/// The box of a variable that inner functions share.
final class Cell: HiddenObject {
  var value: Value = .unset
}
