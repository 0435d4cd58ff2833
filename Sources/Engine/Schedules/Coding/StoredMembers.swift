import JSON

/// Members of an object that this program has written, read back into what they mean.
struct StoredMembers {
  let object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  func required<Value>(_ key: String, _ value: Value?) throws(InvariantViolation) -> Value {
    guard let value else { throw InvariantViolation("a stored schedule has no '\(key)'") }
    return value
  }

  func text(_ key: String) throws(InvariantViolation) -> String { try required(key, object[key]?.stringValue) }

  func object(_ key: String) throws(InvariantViolation) -> StoredMembers? {
    guard let value = object[key] else { return nil }
    return StoredMembers(try required(key, value.objectValue))
  }

  func word<Word: RawRepresentable<String>>(_ key: String) throws(InvariantViolation) -> Word? {
    guard let text = object[key]?.stringValue else { return nil }
    guard let word = Word(rawValue: text) else {
      throw InvariantViolation("a stored schedule's '\(key)' is '\(text)', which this version doesn't know")
    }
    return word
  }

  func instant(_ key: String) throws(InvariantViolation) -> Instant? {
    guard let value = object[key] else { return nil }
    return try required(key, value.stringValue.flatMap { Instant($0) })
  }

  /// Seconds.
  func span(_ key: String) throws(InvariantViolation) -> TimeSpan? {
    guard let value = object[key] else { return nil }
    return TimeSpan.fractionalSeconds(try required(key, value.doubleValue))
  }
}

extension TimeSpan {
  /// Seconds: an integer unless there is a fraction.
  var json: JSONValue {
    milliseconds % 1_000 == 0 ? .integer(milliseconds / 1_000) : .double(seconds)
  }
}
