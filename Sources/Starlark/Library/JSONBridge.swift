public import JSON

// The one file that knows JSON. Values come in lazily: an object or list is wrapped, and only the members that a program
// touches are made into values, as a context may hold megabytes and a condition run a million times.

extension Value {
  /// A JSON value as a program sees it: objects are records (`a.b`), lists are frozen lists.
  public init(_ json: JSONValue, in thread: Thread) throws(EvaluationError) {
    switch json {
    case .null: self = .none
    case .bool(let flag): self = .bool(flag)
    case .integer(let number): self = .int(Int(number))
    case .double(let number): self = .float(number)
    case .string(let text): self = try thread.string(text)
    case .array(let elements): self = .list(try ListObject(lazy: JSONElements(elements), in: thread))
    case .object(let members): self = try Value(members, in: thread)
    }
  }

  public init(_ json: JSONObject, in thread: Thread) throws(EvaluationError) {
    self = .dict(try DictObject(lazy: JSONMembers(json), in: thread))
  }

  /// The value as JSON. Throws for what JSON has no form for, and a `limit` for integers beyond 64 bits.
  public func json(in thread: Thread) throws(EvaluationError) -> JSONValue {
    try JSONConversion(thread: thread).json(self, depth: 0)
  }
}

private final class JSONElements: LazyElements {
  let elements: [JSONValue]

  init(_ elements: [JSONValue]) { self.elements = elements }

  var count: Int { elements.count }

  func element(at index: Int, in thread: Thread) throws(EvaluationError) -> Value {
    try Value(elements[index], in: thread)
  }
}

private final class JSONMembers: LazyMembers {
  let object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  var count: Int { object.count }
  var names: [String] { object.keys }

  func member(named name: String, in thread: Thread) throws(EvaluationError) -> Value? {
    try object[name].map { value throws(EvaluationError) in try Value(value, in: thread) }
  }
}

/// Values on their way out.
private struct JSONConversion {
  let thread: Thread

  func json(_ value: Value, depth: Int) throws(EvaluationError) -> JSONValue {
    guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
    try thread.charge(1)
    switch value {
    case .none: return .null
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .integer(Int64(number))
    case .bigInt:
      throw EvaluationError(.exhausted(.size), "the integer has more than 64 bits, which JSON can't hold here")
    case .float(let number):
      guard number.isFinite else { throw .failed("JSON has no number \(FloatText.nonFinite(number))") }
      return .double(number)
    case .string(let object):
      try thread.charge(bytes: object.bytes.count)
      return .string(object.text)
    case .list(let list):
      if let untouched = list.untouched as? JSONElements { return .array(untouched.elements) }
      return .array(try elements(list.elements(in: thread), depth))
    case .tuple(let tuple): return .array(try elements(tuple.elements, depth))
    case .set(let set): return .array(try elements(set.elements, depth))
    case .range: return .array(try elements(thread.elements(of: value), depth))
    case .dict(let dict): return .object(try members(dict, depth))
    case .bytes: throw .failed("bytes have no form in JSON", hint: "use str(x)")
    case .function, .builtin: throw .failed("a function has no form in JSON", hint: "call it: f()")
    case .host(let host):
      if let object = host as? StructObject { return .object(try members(object, depth)) }
      guard try host.makeIterator(in: thread) != nil else {
        throw .failed("a \(value.typeName) has no form in JSON", hint: "use str(x)")
      }
      return .array(try elements(thread.elements(of: value), depth))
    case .hidden, .unset: throw .failed("a \(value.typeName) has no form in JSON")
    }
  }

  private func elements(_ values: [Value], _ depth: Int) throws(EvaluationError) -> [JSONValue] {
    try thread.willMake(elements: values.count)
    var result: [JSONValue] = []
    result.reserveCapacity(values.count)
    for value in values { result.append(try json(value, depth: depth + 1)) }
    return result
  }

  private func members(_ object: StructObject, _ depth: Int) throws(EvaluationError) -> JSONObject {
    var result = JSONObject()
    for field in object.fields { result[field.name] = try json(field.value, depth: depth + 1) }
    return result
  }

  private func members(_ dict: DictObject, _ depth: Int) throws(EvaluationError) -> JSONObject {
    if let untouched = dict.lazy as? JSONMembers { return untouched.object }
    var object = JSONObject()
    for entry in dict.table.entries where !entry.isGap {
      guard case .string(let key) = entry.key else {
        throw .failed("a JSON object's keys must be strings, got \(entry.key.typeName)", hint: "use str(key)")
      }
      object[key.text] = try json(entry.value, depth: depth + 1)
    }
    return object
  }
}
