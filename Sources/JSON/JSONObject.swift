import OrderedCollections

/// A JSON object whose members keep the order in which they were written. Equality looks at members, not at order.
public struct JSONObject: Sendable {
  private var members: OrderedDictionary<MemberName, JSONValue>

  public init() { members = [:] }

  /// Later values of a repeated key replace earlier ones.
  public init(_ pairs: some Sequence<(String, JSONValue)>) {
    let named = pairs.lazy.map { (MemberName(text: $0.0), $0.1) }
    members = OrderedDictionary(named, uniquingKeysWith: { _, last in last })
  }

  /// Members whose names the parser has already found to be unique.
  init(uniqueNames: [MemberName], values: [JSONValue]) {
    members = OrderedDictionary(uncheckedUniqueKeys: uniqueNames, values: values)
  }

  public var count: Int { members.count }
  public var isEmpty: Bool { members.isEmpty }
  public var keys: [String] { members.keys.map(\.text) }
  public var values: [JSONValue] { Array(members.values) }

  /// Reads a member, replaces it in place, appends it, or (with nil) removes it.
  public subscript(key: String) -> JSONValue? {
    get { members[MemberName(text: key)] }
    set { members[MemberName(text: key)] = newValue }
  }

  /// Changes a member in place without copying what it holds; a missing one begins as `fallback`.
  public subscript(key: String, default fallback: @autoclosure () -> JSONValue) -> JSONValue {
    get { members[MemberName(text: key)] ?? fallback() }
    _modify { yield &members[MemberName(text: key), default: fallback()] }
  }

  /// The members of both; where both have a key, `other` wins.
  public func merging(_ other: JSONObject) -> JSONObject {
    var result = self
    for (key, value) in other { result[key] = value }
    return result
  }

  /// The place of a member in the order of all.
  package func position(of key: String) -> Int? { members.index(forKey: MemberName(text: key)) }

  /// Whether a condition holds for every member; they are asked in their order, up to the first for which it doesn't.
  package func allMembers(satisfy condition: (_ key: String, _ value: JSONValue) -> Bool) -> Bool {
    let (keys, values) = (members.keys.elements, members.values.elements)
    for index in keys.indices where !condition(keys[index].text, values[index]) { return false }
    return true
  }

  public func mapValues(_ transform: (JSONValue) throws -> JSONValue) rethrows -> JSONObject {
    var result = self
    result.members = try members.mapValues(transform)
    return result
  }
}

extension JSONObject: Hashable {
  public static func == (one: JSONObject, other: JSONObject) -> Bool {
    one.count == other.count && one.members.allSatisfy { other.members[$0.key] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    var combined = 0
    for (key, value) in members {
      var each = Hasher()
      each.combine(key)
      each.combine(value)
      combined ^= each.finalize()
    }
    hasher.combine(combined)
  }
}

extension JSONObject: Sequence {
  public struct Iterator: IteratorProtocol {
    fileprivate var base: OrderedDictionary<MemberName, JSONValue>.Elements.Iterator

    public mutating func next() -> (key: String, value: JSONValue)? {
      base.next().map { (key: $0.key.text, value: $0.value) }
    }
  }

  public func makeIterator() -> Iterator { Iterator(base: members.elements.makeIterator()) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
