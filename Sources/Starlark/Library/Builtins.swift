/// Names with values that every program of a host can use. Immutable, shared between threads.
public struct Builtins: @unchecked Sendable {
  // Builtins and modules of builtins hold no state, so that any thread may use them.
  let values: [String: Value]

  init(_ values: [String: Value]) { self.values = values }

  /// Functions and modules of a host beside these; of one name the host's own.
  public func adding(_ functions: [BuiltinObject]) -> Builtins {
    let added = functions.map { ($0.name, Value.builtin($0)) }
    return Builtins(values.merging(added, uniquingKeysWith: { _, new in new }))
  }

  /// Values of a host beside these. Threads share them: they must be frozen or without state.
  public func adding(_ more: [String: Value]) -> Builtins {
    Builtins(values.merging(more, uniquingKeysWith: { _, new in new }))
  }

  public var names: [String] { values.keys.sorted() }

  public subscript(name: String) -> Value? { values[name] }
}
