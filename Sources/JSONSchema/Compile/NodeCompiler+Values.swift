import JSON

/// Keywords' values, each checked for its shape. A missing keyword is nil; a malformed one is reported, and nil too.
extension NodeCompiler {
  func report(_ message: String, _ keyword: String) { compiler.report(message, at: place.appending(keyword)) }

  func location(_ keyword: String) -> String { compiler.location(of: place.appending(keyword)) }

  func string(_ keyword: String) -> String? {
    value(keyword, "a string") { $0.stringValue }
  }

  func bool(_ keyword: String) -> Bool? {
    value(keyword, "true or false") { $0.boolValue }
  }

  func number(_ keyword: String) -> JSONValue? {
    value(keyword, "a number") { value in value.doubleValue.map { _ in value } }
  }

  /// `3`, also written `3.0`.
  func count(_ keyword: String) -> Int? {
    value(keyword, "a non-negative integer") {
      guard case .integer(let count) = Equality.normalized($0), count >= 0 else { return nil }
      return Int(count)
    }
  }

  func object(_ keyword: String) -> JSONObject? {
    value(keyword, "an object") { $0.objectValue }
  }

  func names(_ keyword: String) -> [String]? {
    value(keyword, "a list of different names") { NodeCompiler.names($0) }
  }

  static func names(_ value: JSONValue) -> [String]? {
    guard let names = value.arrayValue?.compactMap(\.stringValue), names.count == value.arrayValue?.count,
      Set(names.map(MemberName.init)).count == names.count
    else { return nil }
    return names
  }

  func value<Value>(_ keyword: String, _ expected: String, _ read: (JSONValue) -> Value?) -> Value? {
    guard knows(keyword), let value = members[keyword] else { return nil }
    guard let result = read(value) else {
      report("'\(keyword)' must be \(expected), but is \(Wording.shown(value))", keyword)
      return nil
    }
    return result
  }
}

/// Keywords' schemas, as nodes.
extension NodeCompiler {
  func subschema(_ keyword: String) -> Int? {
    members[keyword] != nil && knows(keyword) ? compiler.node(at: place.appending(keyword)) : nil
  }

  func subschemaList(_ keyword: String) -> [Int]? {
    let schemas = value(keyword, "a list of at least one schema") { value -> [JSONValue]? in
      guard case .array(let schemas) = value, !schemas.isEmpty else { return nil }
      return schemas
    }
    let place = place.appending(keyword)
    return schemas?.indices.map { compiler.node(at: place.appending(String($0))) }
  }

  func subschemaMap(_ keyword: String) -> [(name: String, node: Int)]? {
    let place = place.appending(keyword)
    return object(keyword)?.keys.map { (name: $0, node: compiler.node(at: place.appending($0))) }
  }
}
