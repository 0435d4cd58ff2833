import Starlark

/// A value with any fields, as the reference's tests have one.
final class FieldsObject: HostObject {
  private var fields: [String: Value] = [:]

  override var typeName: String { "hasfields" }
  override var text: String { "hasfields" }
  override var attributeNames: [String] { fields.keys.sorted() }
  override var heldValues: [Value] { Array(fields.values) }
  override func dropHeldValues() { fields = [:] }
  override func attribute(_ name: String) -> Value? { fields[name] }

  override func setAttribute(
    _ name: String, to value: Value, in thread: Starlark.Thread
  ) throws(EvaluationError) {
    if isFrozen { throw EvaluationError("cannot set field on a frozen hasfields") }
    if name.hasPrefix("no") { throw missingAttribute(name) }
    fields[name] = value
  }

  /// list + hasfields is 42.
  override func apply(
    _ operation: BinaryOperator, _ other: Value, isLeft: Bool, in thread: Starlark.Thread
  ) throws(EvaluationError) -> Value? {
    if operation == .add, case .list = other { return .int(42) }
    return nil
  }
}

/// An endless sequence: 0, 1, 1, 2, 3, 5 …
final class FibonacciObject: HostObject {
  override func makeIterator(
    in thread: Starlark.Thread
  ) throws(EvaluationError) -> (() throws(EvaluationError) -> Value?)? {
    var (x, y) = (0, 1)
    return { () throws(EvaluationError) in
      defer { (x, y) = (y, x &+ y) }
      return .int(x)
    }
  }
}
