// A list nested thirty thousand deep is freed one object inside the other, which would overflow the stack. So a
// container hands its elements to its account, and the outermost one that is being freed frees them in a loop.

extension MemoryAccount {
  /// Frees values without recursion.
  func dispose(of values: [Value]) {
    doomed.append(contentsOf: values)
    guard !isDisposing else { return }
    isDisposing = true
    while let value = doomed.popLast() { _ = consume value }
    isDisposing = false
  }
}

extension Value {
  /// Whether freeing it may free others.
  var isContainer: Bool {
    switch self {
    case .list, .tuple, .dict, .set, .function, .builtin, .host, .hidden: true
    default: false
    }
  }
}

extension HeapObject {
  /// For the deinit of a container.
  final func dispose(of values: [Value]) {
    guard let account, values.contains(where: \.isContainer) else { return }
    account.dispose(of: values)
  }
}
