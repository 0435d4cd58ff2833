import BigInt

/// Any value of a program.
///
/// Small values stand in the enum itself; the others are objects with reference semantics, of which lists, dicts and
/// sets can change until they are frozen.
public enum Value {
  case none
  case bool(Bool)
  case int(Int)
  /// Only integers that don't fit `int`.
  case bigInt(BigIntObject)
  case float(Double)
  case string(StringObject)
  case bytes(BytesObject)
  case list(ListObject)
  case tuple(TupleObject)
  case dict(DictObject)
  case set(SetObject)
  case range(RangeObject)
  case function(FunctionObject)
  case builtin(BuiltinObject)
  /// A value that a host or a module of the library defines.
  case host(HostObject)
  /// A variable's box or a loop's state: in registers only, no program and no host ever sees one.
  case hidden(HiddenObject)
  /// A variable without a value: in registers only.
  case unset
}

extension Value {
  /// The type's name, as `type(x)` gives it.
  public var typeName: String {
    switch self {
    case .none: "NoneType"
    case .bool: "bool"
    case .int, .bigInt: "int"
    case .float: "float"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .tuple: "tuple"
    case .dict: "dict"
    case .set: "set"
    case .range: "range"
    case .function: "function"
    case .builtin: "builtin_function_or_method"
    case .host(let object): object.typeName
    case .hidden, .unset: "unset"
    }
  }

  /// False for None, False, zero, and everything empty.
  public var isTrue: Bool {
    switch self {
    case .none, .unset: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    case .string(let object): !object.bytes.isEmpty
    case .bytes(let object): !object.bytes.isEmpty
    case .list(let object): object.count > 0
    case .tuple(let object): !object.elements.isEmpty
    case .dict(let object): object.count > 0
    case .set(let object): object.table.count > 0
    case .range(let object): object.count > 0
    case .host(let object): object.isTrue
    case .bigInt, .function, .builtin, .hidden: true
    }
  }

  /// An integer in its one normal form.
  init(_ value: BigInt, in thread: Thread) throws(EvaluationError) {
    if let small = Int(exactly: value) {
      self = .int(small)
    } else {
      self = .bigInt(try BigIntObject(value, in: thread))
    }
  }

  /// Makes it unchangeable for good, with everything it holds. Throws where that is nested too deeply.
  public func freeze() throws(EvaluationError) { try Freezing.freeze(self) }

  /// As `repr` shows it.
  public func represented(in thread: Thread) throws(EvaluationError) -> String {
    var out = TextBuffer(in: thread)
    try out.appendRepr(self)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  public var isCallable: Bool {
    switch self {
    case .function, .builtin: true
    default: false
    }
  }

  var isString: Bool { if case .string = self { true } else { false } }
}
