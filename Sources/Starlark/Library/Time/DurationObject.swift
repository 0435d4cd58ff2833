/// A span of time in nanoseconds: up to 292 years.
final class DurationObject: HostObject {
  let nanoseconds: Int

  init(_ nanoseconds: Int, in thread: Thread) throws(EvaluationError) {
    self.nanoseconds = nanoseconds
    try super.init(bytes: 0, in: thread)
  }

  /// For the module's constants.
  init(constant nanoseconds: Int) {
    self.nanoseconds = nanoseconds
    super.init()
  }

  static let units: [(name: String, nanoseconds: Int)] = [
    ("hour", 3_600_000_000_000), ("minute", 60_000_000_000), ("second", 1_000_000_000),
    ("millisecond", 1_000_000), ("microsecond", 1_000), ("nanosecond", 1),
  ]

  override var typeName: String { "time.duration" }
  override var isTrue: Bool { nanoseconds != 0 }
  override var attributeNames: [String] { Self.units.map { $0.name + "s" }.sorted() }

  override func attribute(_ name: String) -> Value? {
    switch name {
    case "hours": .float(Double(nanoseconds) / 3.6e12)
    case "minutes": .float(Double(nanoseconds) / 6e10)
    case "seconds": .float(Double(nanoseconds) / 1e9)
    case "milliseconds": .int(nanoseconds / 1_000_000)
    case "microseconds": .int(nanoseconds / 1_000)
    case "nanoseconds": .int(nanoseconds)
    default: nil
    }
  }

  // MARK: Text

  /// `1h30m0.5s`; below a second `1.5ms`, `2µs`, `3ns`.
  override var text: String {
    let magnitude = nanoseconds.magnitude
    guard magnitude > 0 else { return "0s" }
    let sign = nanoseconds < 0 ? "-" : ""
    if magnitude < 1_000 { return "\(sign)\(magnitude)ns" }
    if magnitude < 1_000_000 { return "\(sign)\(Self.decimal(magnitude, 1_000))µs" }
    if magnitude < 1_000_000_000 { return "\(sign)\(Self.decimal(magnitude, 1_000_000))ms" }
    let minutes = magnitude / 60_000_000_000
    let seconds = Self.decimal(magnitude % 60_000_000_000, 1_000_000_000) + "s"
    if minutes == 0 { return sign + seconds }
    return sign + (minutes >= 60 ? "\(minutes / 60)h" : "") + "\(minutes % 60)m" + seconds
  }

  private static func decimal(_ value: UInt, _ unit: UInt) -> String {
    var fraction = String(unit + value % unit).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(value / unit)" : "\(value / unit).\(fraction)"
  }

  /// Reads `1h30m`, `-1.5s`, `2µs`; nil for anything else or what doesn't fit.
  static func parse(_ text: String) -> Int? {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    if rest == "0" { return 0 }
    var total = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard let part = rest.prefixMatch(of: /([0-9]*)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/),
        let unit = unit(part.3), !(part.1.isEmpty && (part.2 ?? "").isEmpty),
        let whole = part.1.isEmpty ? 0 : Int(part.1)
      else { return nil }
      rest = rest[part.range.upperBound...]
      let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
      var sum = total.addingReportingOverflow(product)
      guard !overflow, !sum.overflow else { return nil }
      var scale = unit
      for digit in part.2 ?? "" {
        scale /= 10
        sum = sum.partialValue.addingReportingOverflow((digit.wholeNumberValue ?? 0) * scale)
        guard !sum.overflow else { return nil }
      }
      total = sum.partialValue
    }
    return isNegative ? -total : total
  }

  private static func unit(_ name: Substring) -> Int? {
    switch name {
    case "ns": 1
    case "us", "µs", "μs": 1_000
    case "ms": 1_000_000
    case "s": 1_000_000_000
    case "m": 60_000_000_000
    case "h": 3_600_000_000_000
    default: nil
    }
  }

  // MARK: Operators

  override func order(to other: HostObject) -> Int? {
    (other as? DurationObject).map { nanoseconds < $0.nanoseconds ? -1 : nanoseconds > $0.nanoseconds ? 1 : 0 }
  }

  override func isEqual(to other: HostObject, in thread: Thread) -> Bool { order(to: other) == 0 }

  override func hash(in thread: Thread) -> Int? { nanoseconds.hashValue }

  override func apply(
    _ operation: BinaryOperator, _ other: Value, isLeft: Bool, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    if case .host(let host) = other, let duration = host as? DurationObject {
      let (one, second) = isLeft ? (nanoseconds, duration.nanoseconds) : (duration.nanoseconds, nanoseconds)
      return try between(operation, one, second, in: thread)
    }
    switch (operation, other) {
    case (.multiply, .int(let factor)):
      return try made(nanoseconds.multipliedReportingOverflow(by: factor), in: thread)
    case (.multiply, .float(let factor)): return try made(Double(nanoseconds) * factor, in: thread)
    case (.divide, .int(let divisor)) where isLeft: return try made(try quotient(Double(divisor)), in: thread)
    case (.divide, .float(let divisor)) where isLeft: return try made(try quotient(divisor), in: thread)
    case (.floorDivide, .int(let divisor)) where isLeft:
      guard divisor != 0 else { throw .failed("floored division by zero") }
      return try made((try quotient(Double(divisor))).rounded(.down), in: thread)
    default: return nil
    }
  }

  private func between(
    _ operation: BinaryOperator, _ one: Int, _ other: Int, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    switch operation {
    case .add: return try made(one.addingReportingOverflow(other), in: thread)
    case .subtract: return try made(one.subtractingReportingOverflow(other), in: thread)
    case .divide, .floorDivide:
      guard other != 0 else { throw .failed("division by a duration of zero") }
      let quotient = Double(one) / Double(other)
      if operation == .divide { return .float(quotient) }
      return .int(Int(exactly: quotient.rounded(.down)) ?? (quotient < 0 ? .min : .max))
    default: return nil
    }
  }

  private func quotient(_ divisor: Double) throws(EvaluationError) -> Double {
    guard divisor != 0 else { throw .failed("division of a duration by zero") }
    return Double(nanoseconds) / divisor
  }

  private func made(_ result: (partialValue: Int, overflow: Bool), in thread: Thread) throws(EvaluationError) -> Value {
    guard !result.overflow else { throw .failed("the duration is too long: it ends at 292 years") }
    return .host(try DurationObject(result.partialValue, in: thread))
  }

  private func made(_ nanoseconds: Double, in thread: Thread) throws(EvaluationError) -> Value {
    guard let whole = Int(exactly: nanoseconds.rounded(.towardZero)) else {
      throw .failed("the duration is too long: it ends at 292 years")
    }
    return .host(try DurationObject(whole, in: thread))
  }
}
