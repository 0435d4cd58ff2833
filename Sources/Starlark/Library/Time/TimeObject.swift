/// A moment, to the nanosecond, with the zone in which it is shown.
final class TimeObject: HostObject {
  /// Seconds since 1970, and nanoseconds from 0 to 999 999 999 behind them.
  let unix: Int
  let nanosecond: Int
  let zone: Zone

  struct Zone {
    let name: String
    /// Seconds east of UTC at this moment.
    let offset: Int
    /// The offset of a zone at a moment: what the host knows; nil for a zone that it doesn't.
    let rules: ZoneRules?
  }

  init(unix: Int, nanosecond: Int, zone: Zone, in thread: Thread) throws(EvaluationError) {
    // Years of four digits: what formats can write.
    guard (-62_135_596_800..<253_402_300_800).contains(unix) else {
      throw .failed("the time is outside of the years 1 to 9999")
    }
    self.unix = unix
    self.nanosecond = nanosecond
    self.zone = zone
    try super.init(bytes: zone.name.utf8.count, in: thread)
  }

  var civil: CivilTime { CivilTime(unix: unix + zone.offset, nanosecond: nanosecond) }

  override var typeName: String { "time.time" }
  override var text: String { TimeLayout.rfc3339.text(of: self) }

  override var attributeNames: [String] {
    [
      "day", "format", "hour", "in_location", "minute", "month", "nanosecond", "second", "unix", "unix_nano", "year",
    ]
  }

  override func attribute(_ name: String) -> Value? {
    switch name {
    case "year": .int(civil.year)
    case "month": .int(civil.month)
    case "day": .int(civil.day)
    case "hour": .int(civil.hour)
    case "minute": .int(civil.minute)
    case "second": .int(civil.second)
    case "nanosecond": .int(nanosecond)
    case "unix": .int(unix)
    case "unix_nano": nanoseconds.map(Value.int)
    case "format", "in_location":
      Self.methods[name].map { .builtin(BuiltinObject(method: name, of: .host(self), $0)) }
    default: nil
    }
  }

  /// Nil outside of the years 1678 to 2262.
  private var nanoseconds: Int? {
    let (product, overflow) = unix.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = product.addingReportingOverflow(nanosecond)
    return overflow || carry ? nil : sum
  }

  private static let methods: [String: BuiltinObject.Body] = [
    "format": { call throws(EvaluationError) in
      let layout = TimeLayout(try call.text(of: try call.one(), "the layout"))
      return try call.thread.string(layout.text(of: try receiver(call)))
    },
    "in_location": { call throws(EvaluationError) in
      let time = try receiver(call)
      let name = try call.text(of: try call.one(), "the location")
      let zone = try TimeModule.zone(name, at: time.unix, time.zone.rules, call)
      return .host(try TimeObject(unix: time.unix, nanosecond: time.nanosecond, zone: zone, in: call.thread))
    },
  ]

  private static func receiver(_ call: Call) throws(EvaluationError) -> TimeObject {
    guard case .host(let host) = call.receiver, let time = host as? TimeObject else {
      throw call.failure("needs a time")
    }
    return time
  }

  // MARK: Operators

  override func order(to other: HostObject) -> Int? {
    guard let other = other as? TimeObject else { return nil }
    if (unix, nanosecond) == (other.unix, other.nanosecond) { return 0 }
    return (unix, nanosecond) < (other.unix, other.nanosecond) ? -1 : 1
  }

  override func isEqual(to other: HostObject, in thread: Thread) -> Bool { order(to: other) == 0 }

  override func hash(in thread: Thread) -> Int? { unix ^ nanosecond << 32 }

  override func apply(
    _ operation: BinaryOperator, _ other: Value, isLeft: Bool, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    guard case .host(let host) = other else { return nil }
    if let duration = host as? DurationObject {
      switch operation {
      case .add: return try moved(by: duration.nanoseconds, in: thread)
      case .subtract where isLeft && duration.nanoseconds != .min:
        return try moved(by: -duration.nanoseconds, in: thread)
      default: return nil
      }
    }
    guard isLeft, operation == .subtract, let time = host as? TimeObject else { return nil }
    let (seconds, overflow) = (unix - time.unix).multipliedReportingOverflow(by: 1_000_000_000)
    let (span, carry) = seconds.addingReportingOverflow(nanosecond - time.nanosecond)
    guard !overflow, !carry else { throw .failed("the duration is too long: it ends at 292 years") }
    return .host(try DurationObject(span, in: thread))
  }

  private func moved(by nanoseconds: Int, in thread: Thread) throws(EvaluationError) -> Value {
    let total = nanosecond + CivilTime.modulo(nanoseconds, 1_000_000_000)
    let moved = unix + CivilTime.floorDivided(nanoseconds, 1_000_000_000) + total / 1_000_000_000
    let offset = zone.rules?.offset(zone.name, moved) ?? zone.offset
    return .host(
      try TimeObject(
        unix: moved, nanosecond: total % 1_000_000_000,
        zone: Zone(name: zone.name, offset: offset, rules: zone.rules), in: thread))
  }
}
