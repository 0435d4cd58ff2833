import Pattern

/// A compiled pattern and the text that it looks into, on a thread's budget.
struct TextSearch {
  let expression: RegularExpression
  let text: String
  private let call: Call

  init(_ pattern: Value?, _ text: Value?, flags: Value?, _ call: Call) throws(EvaluationError) {
    let source = try call.text(of: pattern ?? .none, "the pattern")
    let flags = try flags.map { value throws(EvaluationError) in try call.text(of: value, "flags") } ?? ""
    expression = try call.thread.expression(source, flags: flags, call)
    self.text = try call.text(of: text ?? .none, "the text")
    self.call = call
  }

  func match(
    from offset: Int, _ anchoring: RegularExpression.Anchoring = .none
  ) throws(EvaluationError) -> PatternMatch? {
    let thread = call.thread
    let left = max(0, thread.budget.steps - thread.steps)
    let (most, overflow) = left.multipliedReportingOverflow(by: Self.workPerStep)
    let search = expression.search(in: text, from: offset, anchoring: anchoring, mostWork: overflow ? .max : most)
    try thread.charge(search.work / Self.workPerStep + (search.wasGivenUp ? left + 1 : 1))
    return search.match
  }

  /// The machine of patterns is that much faster than the one of programs.
  private static let workPerStep = 4

  /// From left to right, none overlapping another, until `body` gives false.
  func forEachMatch(_ body: (PatternMatch) throws(EvaluationError) -> Bool) throws(EvaluationError) {
    var offset = 0
    let bytes = Array(text.utf8)
    while offset <= bytes.count, let match = try match(from: offset) {
      guard try body(match) else { return }
      offset = match.range.upperBound
      // After an empty match the search goes on a character later.
      if match.range.isEmpty {
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      }
    }
  }

  /// The text in a range; None for a group that took no part.
  func value(of range: Range<Int>?) throws(EvaluationError) -> Value {
    guard let range else { return .none }
    return try call.thread.string(Array(text.utf8.dropFirst(range.lowerBound).prefix(range.count)))
  }
}

extension Thread {
  /// Compiled once: programs match in loops.
  fileprivate func expression(
    _ source: String, flags: String, _ call: Call
  ) throws(EvaluationError) -> RegularExpression {
    let key = flags + "/" + source
    if let known = expressions[key] { return known }
    var options: RegularExpression.Options = []
    for flag in flags {
      switch flag {
      case "i": options.insert(.ignoreCase)
      case "m": options.insert(.multiline)
      case "s": options.insert(.dotAll)
      default: throw call.failure("there is no flag '\(flag)'", hint: "flags are i (case), m (lines), s (dot)")
      }
    }
    try charge(16 + source.utf8.count * 4)
    let expression: RegularExpression
    do throws(PatternError) {
      expression = try RegularExpression(
        source, options: options, limits: PatternLimits(instructions: Self.mostInstructions))
    } catch {
      throw call.failure("in the pattern '\(source.prefix(60))' at \(error.offset): \(error.message)", hint: error.hint)
    }
    if expressions.count >= Self.mostExpressions { expressions.removeAll() }
    expressions[key] = expression
    return expression
  }

  /// Together a megabyte, which no budget counts.
  private static let mostInstructions = 2_000
  private static let mostExpressions = 16
}
