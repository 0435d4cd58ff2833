/// `x.name`.
enum Attributes {
  static func get(_ base: Value, _ name: Name, in thread: Thread) throws(EvaluationError) -> Value {
    if let value = try find(base, name, in: thread) { return value }
    throw missing(name.text, of: base)
  }

  /// Nil where there is no such attribute.
  static func find(_ base: Value, _ name: Name, in thread: Thread) throws(EvaluationError) -> Value? {
    switch base {
    case .dict(let dict) where dict.isRecord: return try dict.member(name.object, in: thread)
    case .host(let host): return host.attribute(name.text)
    default:
      guard let body = name.methods.method(of: base) else { return nil }
      try thread.memory.reserve(Cost.object)
      thread.memory.release(Cost.object)
      return .builtin(BuiltinObject(method: name.text, of: base, body))
    }
  }

  static func set(_ base: Value, _ name: Name, to value: Value, in thread: Thread) throws(EvaluationError) {
    switch base {
    case .host(let host):
      if value.isContainer { thread.memory.cycles.add(host) }
      try host.setAttribute(name.text, to: value, in: thread)
    case .dict:
      throw .failed(
        "\(base.typeName) has no attribute that can be assigned to", hint: "a key is set with [\"\(name.text)\"]")
    default: throw .failed("\(base.typeName) has no attribute that can be assigned to")
    }
  }

  private static func table(of base: Value) -> [String: BuiltinObject.Body]? {
    switch base {
    case .string: StringMethods.table
    case .bytes: BytesMethods.table
    case .list: ListMethods.table
    case .dict(let dict): dict.isRecord ? nil : DictMethods.table
    case .set: SetMethods.table
    default: nil
    }
  }

  static func names(of base: Value) -> [String] {
    switch base {
    case .dict(let dict) where dict.isRecord: dict.memberNames.sorted()
    case .host(let host): host.attributeNames
    default: table(of: base)?.keys.sorted() ?? []
    }
  }

  static func missing(_ name: String, of base: Value) -> EvaluationError {
    let names = names(of: base)
    let suggestion = Suggestion.hint(for: name, among: names)
    switch base {
    case .dict(let dict) where dict.isRecord:
      let isMethod = DictMethods.table[name] != nil
      let hint = isMethod ? "an object has no methods; write \(name)(x)" : "its keys are: \(Suggestion.list(names))"
      return .missing("the object has no key '\(name)'", hint: suggestion ?? hint)
    case .dict:
      return .missing("dict has no attribute '\(name)'", hint: suggestion ?? "a key is read with [\"\(name)\"]")
    case .none: return .missing("None has no attribute '\(name)'")
    default:
      let all = names.isEmpty ? nil : "its attributes are: \(Suggestion.list(names))"
      return .missing("\(base.typeName) has no attribute '\(name)'", hint: suggestion ?? all)
    }
  }
}

/// A name of the program's text, in all forms that it is used in: looked up once, used a million times.
final class Name: Sendable {
  let text: String
  let object: StringObject
  let methods: MethodsOfName

  init(_ text: String) {
    self.text = text
    object = StringObject(constant: text)
    methods = MethodsOfName(text)
  }
}

/// The methods of one name, of all built-in types.
struct MethodsOfName: Sendable {
  private let string: BuiltinObject.Body?
  private let bytes: BuiltinObject.Body?
  private let list: BuiltinObject.Body?
  private let dict: BuiltinObject.Body?
  private let set: BuiltinObject.Body?

  init(_ name: String) {
    string = StringMethods.table[name]
    bytes = BytesMethods.table[name]
    list = ListMethods.table[name]
    dict = DictMethods.table[name]
    set = SetMethods.table[name]
  }

  @inline(__always)
  func method(of base: Value) -> BuiltinObject.Body? {
    switch base {
    case .string: string
    case .bytes: bytes
    case .list: list
    case .dict(let object): object.isRecord ? nil : dict
    case .set: set
    default: nil
    }
  }
}

// A constant string never changes; see StringObject.init(constant:).
extension StringObject: @unchecked Sendable {}
