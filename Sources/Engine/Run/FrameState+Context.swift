import JSON

extension FrameState {
  /// Stores one value. In the root it goes into the context; elsewhere into the frame's own writes, where it replaces
  /// earlier writes to the same place and below.
  mutating func store(_ write: ContextWrite, root: Bool) throws(RunError) {
    if root {
      let replaced = context.value(at: write.path)?.approximateSize ?? 0
      // The size is counted only when the value is stored.
      try context.set(write.value, at: write.path)
      size += write.value.approximateSize - replaced
    } else {
      let hidden = writes.filter { $0.path.starts(with: write.path) }
      size += write.value.approximateSize - hidden.reduce(0) { $0 + $1.value.approximateSize }
      if !hidden.isEmpty { writes.removeAll { $0.path.starts(with: write.path) } }
      writes.append(write)
    }
  }
}

extension JSONObject {
  /// The value at a path of keys; nil where there is none.
  func value(at path: some Collection<String>) -> JSONValue? {
    guard let key = path.first, let member = self[key] else { return nil }
    let rest = path.dropFirst()
    if rest.isEmpty { return member }
    guard case .object(let object) = member else { return nil }
    return object.value(at: rest)
  }

  /// Sets the value at a path of keys; missing objects are made. What is not an object is never replaced by one.
  mutating func set(_ value: JSONValue, at path: [String]) throws(RunError) {
    guard let key = path.first else { return }
    try set(value, first: key, rest: path.dropFirst(), path: path)
  }

  private mutating func set(
    _ value: JSONValue, first key: String, rest: ArraySlice<String>, path: [String]
  ) throws(RunError) {
    guard let next = rest.first else {
      self[key] = value
      return
    }
    switch self[key] {
    case .object(var inner):
      // Taken out first, so that the inner object is changed in place and not copied.
      self[key] = .null
      do { try inner.set(value, first: next, rest: rest.dropFirst(), path: path) } catch {
        self[key] = .object(inner)
        throw error
      }
      self[key] = .object(inner)
    case nil, .null:
      var inner = JSONObject()
      try inner.set(value, first: next, rest: rest.dropFirst(), path: path)
      self[key] = .object(inner)
    case .some(let other):
      let place = path.joined(separator: ".")
      throw RunError(
        .validation, "can't store at \(place): \(key) is there already and is a \(other.typeName), no object")
    }
  }
}

extension JSONValue {
  /// About how many bytes the value has as JSON text, without writing it.
  var approximateSize: Int {
    switch self {
    case .null, .bool: 4
    case .integer, .double: 8
    case .string(let text): text.utf8.count + 2
    case .array(let elements): elements.reduce(2) { $0 + $1.approximateSize + 1 }
    case .object(let object): object.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.approximateSize }
    }
  }
}
