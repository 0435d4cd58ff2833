// Values are counted references, so a list that holds itself would never be freed. What may hold itself is noted when
// it is given something that holds others: few lists and dicts ever are. At its end a thread empties what is still
// there; what it froze into a module is handed to the module, which does the same at its own end.

/// The values of one thread or module that may be part of a cycle.
final class CycleRegistry {
  private var members: [Unmanaged<HeapObject>] = []
  /// Functions hold the globals of their file, which hold the functions.
  private var globals: [Globals] = []

  func add(_ object: HeapObject) {
    guard object.membership == nil else { return }
    object.membership = Membership(self, index: members.count)
    members.append(Unmanaged.passUnretained(object))
  }

  func add(_ more: Globals) { globals.append(more) }

  /// For the deinit of a member.
  fileprivate func remove(at index: Int) {
    let last = members.removeLast()
    guard index < members.count else { return }
    members[index] = last
    last.takeUnretainedValue().membership?.index = index
  }

  /// What left its thread's account is frozen, and lives as long as the module.
  func moveFrozen(to other: CycleRegistry) {
    other.globals += globals
    globals = []
    let objects = members.map { $0.takeUnretainedValue() }
    members = []
    for object in objects {
      object.membership = nil
      (object.account == nil ? other : self).add(object)
    }
  }

  /// Empties everything: then nothing holds itself any more.
  func breakCycles() {
    let objects = members.map { $0.takeUnretainedValue() }
    for object in objects { object.dropContents() }
    for globals in globals { globals.values = globals.values.map { _ in .unset } }
    globals = []
  }

  /// A value's place in its registry, which it leaves when it is freed.
  final class Membership {
    private unowned let registry: CycleRegistry
    fileprivate var index: Int

    fileprivate init(_ registry: CycleRegistry, index: Int) {
      self.registry = registry
      self.index = index
    }

    func leave() { registry.remove(at: index) }
  }
}

extension HeapObject {
  /// To be called before the object is given a value.
  @inline(__always)
  final func willHold(_ value: Value) {
    if value.isContainer { account?.cycles.add(self) }
  }
}
