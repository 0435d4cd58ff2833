/// Values under fixed names: `struct(host = "a", port = 80).port`.
public final class StructObject: HostObject {
  /// In alphabetical order of the names.
  private(set) var fields: [(name: String, value: Value)]

  init(_ fields: [(name: String, value: Value)], in thread: Thread) throws(EvaluationError) {
    self.fields = fields.sorted { $0.name < $1.name }
    let names = fields.reduce(0) { $0 + $1.name.utf8.count }
    try super.init(bytes: fields.count * 2 * Cost.value + names, in: thread)
  }

  deinit {
    let values = fields.map(\.value)
    fields = []
    dispose(of: values)
  }

  public override var typeName: String { "struct" }
  public override var attributeNames: [String] { fields.map(\.name) }
  public override func attribute(_ name: String) -> Value? { fields.first { $0.name == name }?.value }
  public override var heldValues: [Value] { fields.map(\.value) }

  override func write(to buffer: inout TextBuffer, _ path: inout [ObjectIdentifier]) throws(EvaluationError) {
    try buffer.append("struct(")
    for (index, field) in fields.enumerated() {
      if index > 0 { try buffer.append(", ") }
      try buffer.append(field.name)
      try buffer.append(" = ")
      try buffer.appendRepr(field.value, &path)
    }
    try buffer.append(")")
  }

  /// `+` joins two structs; of a name that both have, the right one's value counts.
  public override func apply(
    _ operation: BinaryOperator, _ other: Value, isLeft: Bool, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    guard operation == .add, isLeft, case .host(let host) = other, let other = host as? StructObject else { return nil }
    let added = Set(other.fields.map(\.name))
    try thread.charge(fields.count + other.fields.count)
    return .host(try StructObject(fields.filter { !added.contains($0.name) } + other.fields, in: thread))
  }

  public override func isEqual(to other: HostObject, in thread: Thread) throws(EvaluationError) -> Bool {
    guard let other = other as? StructObject, fields.map(\.name) == other.fields.map(\.name) else { return false }
    for (field, otherField) in zip(fields, other.fields) {
      try thread.charge(1)
      guard try Equality.areEqual(field.value, otherField.value, in: thread) else { return false }
    }
    return true
  }

  public override func hash(in thread: Thread) throws(EvaluationError) -> Int? {
    var hasher = Hasher()
    for field in fields {
      try thread.charge(1)
      hasher.combine(field.name)
      hasher.combine(try Hashing.hash(field.value, in: thread))
    }
    return hasher.finalize()
  }

  /// The builtin `struct(name = value, …)`. Immutable: without state, for any thread.
  nonisolated(unsafe) static let builtin = BuiltinObject("struct") { call throws(EvaluationError) in
    guard call.count == 0 else { throw call.failure("takes only keyword arguments, as in struct(name = 1)") }
    return .host(try StructObject(call.keywordArguments, in: call.thread))
  }
}
