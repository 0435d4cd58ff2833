/// The methods of strings.
enum StringMethods {
  static let table: [String: BuiltinObject.Body] =
    StringCase.table
    .merging(StringSearch.table, uniquingKeysWith: { first, _ in first })
    .merging(StringSplitting.table, uniquingKeysWith: { first, _ in first })
    .merging(StringTrimming.table, uniquingKeysWith: { first, _ in first })
    .merging(StringElements.table, uniquingKeysWith: { first, _ in first })

  /// A method as a function whose first argument is the string: what a filter calls.
  static func function(_ name: String) -> BuiltinObject {
    BuiltinObject(name) { call throws(EvaluationError) in
      guard let body = table[name], call.count > 0, case .string = call[0] else {
        let found = call.count > 0 ? call[0].typeName : "nothing"
        throw call.failure("the value must be a string, got \(found)", hint: "put 'str' before it: | str | \(name)")
      }
      return try Machine.withBuffer(Array(call.arguments.dropFirst())) { buffer throws(EvaluationError) in
        try body(
          Call(
            thread: call.thread, name: name, receiver: call[0], positional: buffer, keywords: call.keywordArguments))
      }
    }
  }
}

extension Call {
  /// The string that a method is called on; its length counts as work.
  func text() throws(EvaluationError) -> [UInt8] {
    guard case .string(let object) = receiver else { throw failure("needs a string") }
    try thread.charge(bytes: object.bytes.count)
    return object.bytes
  }

  /// A part of a sequence that optional `start` and `end` arguments name.
  func bounds(_ start: Value?, _ end: Value?, count: Int) throws(EvaluationError) -> Range<Int> {
    let places = try Slicing.Places(start ?? .none, end ?? .none, .none, count: count)
    let low = places.count == 0 ? try lowBound(start, count) : places.start
    return low..<(low + places.count)
  }

  private func lowBound(_ start: Value?, _ count: Int) throws(EvaluationError) -> Int {
    guard case .int(let number) = start else { return 0 }
    return min(max(number < 0 ? number + count : number, 0), count)
  }
}
