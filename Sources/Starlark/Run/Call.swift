/// One call of a builtin: who calls, on what, with which arguments. Valid only while the builtin runs.
public struct Call {
  public let thread: Thread
  public let name: String
  /// What the builtin is a method of.
  let receiver: Value?
  private let positional: UnsafeBufferPointer<Value>
  private let keywords: [(name: String, value: Value)]

  init(
    thread: Thread, name: String, receiver: Value?, positional: UnsafeBufferPointer<Value>,
    keywords: [(name: String, value: Value)]
  ) {
    self.thread = thread
    self.name = name
    self.receiver = receiver
    self.positional = positional
    self.keywords = keywords
  }

  /// The positional arguments' number.
  public var count: Int { positional.count }

  public subscript(index: Int) -> Value { positional[index] }

  public var arguments: [Value] { Array(positional) }

  public var keywordArguments: [(name: String, value: Value)] { keywords }

  // MARK: Taking arguments

  /// Exactly one positional argument.
  public func one() throws(EvaluationError) -> Value {
    try takes(1...1)
    return positional[0]
  }

  /// Only positional arguments, so many.
  public func takes(_ allowed: ClosedRange<Int>) throws(EvaluationError) {
    try takesNoKeywords()
    guard !allowed.contains(positional.count) else { return }
    let wanted: String
    if allowed.lowerBound == allowed.upperBound {
      wanted = allowed.lowerBound == 0 ? "no arguments" : "exactly \(Self.arguments(allowed.lowerBound))"
    } else if positional.count < allowed.lowerBound {
      wanted = "at least \(Self.arguments(allowed.lowerBound))"
    } else {
      wanted = "at most \(Self.arguments(allowed.upperBound))"
    }
    throw .failed("\(name) takes \(wanted), got \(positional.count)")
  }

  public func takesNoKeywords() throws(EvaluationError) {
    guard let first = keywords.first else { return }
    throw .failed("\(name) takes no keyword arguments, got '\(first.name)'")
  }

  /// Arguments by position or name, in the order of `names`; `required` of them must be there.
  public func bind(_ names: [String], required: Int) throws(EvaluationError) -> [Value?] {
    guard positional.count <= names.count else {
      throw .failed("\(name) takes at most \(Self.arguments(names.count)), got \(positional.count)")
    }
    var result: [Value?] = Array(positional)
    result += [Value?](repeating: nil, count: names.count - positional.count)
    for keyword in keywords {
      guard let index = names.firstIndex(of: keyword.name) else {
        throw .failed(
          "\(name) has no parameter '\(keyword.name)'", hint: Suggestion.hint(for: keyword.name, among: names))
      }
      guard result[index] == nil else { throw .failed("\(name) got two values for '\(keyword.name)'") }
      result[index] = keyword.value
    }
    for index in 0..<required where result[index] == nil {
      throw .failed("\(name) needs the argument '\(names[index])'")
    }
    return result
  }

  private static func arguments(_ count: Int) -> String { count == 1 ? "1 argument" : "\(count) arguments" }

  // MARK: Types

  public func failure(_ message: String, hint: String? = nil) -> EvaluationError {
    .failed("\(name): \(message)", hint: hint)
  }

  /// The text of a string argument.
  public func text(of value: Value, _ what: String = "the argument") throws(EvaluationError) -> String {
    try string(value, what).text
  }

  func string(_ value: Value, _ what: String = "the argument") throws(EvaluationError) -> StringObject {
    guard case .string(let object) = value else {
      throw failure("\(what) must be a string, got \(value.typeName)")
    }
    return object
  }

  func callable(_ value: Value, _ what: String) throws(EvaluationError) {
    guard value.isCallable else { throw failure("\(what) must be a function, got \(value.typeName)") }
  }

  func bool(_ value: Value, _ what: String = "the argument") throws(EvaluationError) -> Bool {
    guard case .bool(let flag) = value else { throw failure("\(what) must be a bool, got \(value.typeName)") }
    return flag
  }

  public func int(_ value: Value, _ what: String = "the argument") throws(EvaluationError) -> Int {
    switch value {
    case .int(let number): return number
    case .bigInt: throw failure("\(what) is too large")
    default: throw failure("\(what) must be an int, got \(value.typeName)")
    }
  }
}
