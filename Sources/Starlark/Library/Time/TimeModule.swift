/// What a host knows about zones.
public struct ZoneRules: Sendable {
  /// Seconds east of UTC of a zone (`Europe/Berlin`) at a moment (seconds since 1970); nil for a zone that it lacks.
  public let offset: @Sendable (_ zone: String, _ unix: Int) -> Int?

  public init(offset: @escaping @Sendable (_ zone: String, _ unix: Int) -> Int?) { self.offset = offset }
}

/// The module `time`. Without a host it has no clock, and no zones but UTC and fixed offsets as `+02:00`.
enum TimeModule {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let pure = module(clock: nil, zones: nil)

  /// - Parameter clock: nanoseconds since 1970, for `time.now()`; nil refuses it.
  static func module(clock: (@Sendable () -> Int)?, zones: ZoneRules?) -> ModuleObject {
    var values: [String: Value] = [:]
    for unit in DurationObject.units { values[unit.name] = .host(DurationObject(constant: unit.nanoseconds)) }
    return ModuleObject(
      "time",
      functions: [
        BuiltinObject("time.now") { call throws(EvaluationError) in
          try call.takes(0...0)
          guard let clock else { throw call.failure("there is no clock here", hint: "a workflow has the name 'now'") }
          let now = clock()
          let second = CivilTime.floorDivided(now, 1_000_000_000)
          return try made(second, CivilTime.modulo(now, 1_000_000_000), "UTC", zones, call)
        },
        BuiltinObject("time.parse_duration") { call throws(EvaluationError) in
          if case .host(let host) = try call.one(), host is DurationObject { return call[0] }
          let text = try call.text(of: call[0])
          guard let nanoseconds = DurationObject.parse(text) else {
            throw call.failure("'\(text.prefix(40))' is no duration", hint: "write it as 1h30m or 1.5s")
          }
          return .host(try DurationObject(nanoseconds, in: call.thread))
        },
        BuiltinObject("time.from_timestamp") { call throws(EvaluationError) in
          let arguments = try call.bind(["sec", "nsec"], required: 1)
          let second = try call.int(arguments[0] ?? .none, "sec")
          let nanosecond = try arguments[1].map { value throws(EvaluationError) in try call.int(value, "nsec") } ?? 0
          let (sum, overflow) = second.addingReportingOverflow(CivilTime.floorDivided(nanosecond, 1_000_000_000))
          guard !overflow else { throw call.failure("the time is outside of the years 1 to 9999") }
          return try made(sum, CivilTime.modulo(nanosecond, 1_000_000_000), "UTC", zones, call)
        },
        BuiltinObject("time.is_valid_timezone") { call throws(EvaluationError) in
          let name = try call.text(of: try call.one())
          return .bool(offset(name, at: 0, zones) != nil)
        },
        BuiltinObject("time.parse_time") { call throws(EvaluationError) in try parse(call, zones) },
        BuiltinObject("time.time") { call throws(EvaluationError) in try time(call, zones) },
      ], values: values)
  }

  private static func made(
    _ unix: Int, _ nanosecond: Int, _ name: String, _ zones: ZoneRules?, _ call: Call
  ) throws(EvaluationError) -> Value {
    let zone = try zone(name, at: unix, zones, call)
    return .host(try TimeObject(unix: unix, nanosecond: nanosecond, zone: zone, in: call.thread))
  }

  private static func parse(_ call: Call, _ zones: ZoneRules?) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["x", "format", "location"], required: 1)
    let text = try call.text(of: arguments[0] ?? .none)
    let layout = try arguments[1].map { value throws(EvaluationError) in
      TimeLayout(try call.text(of: value, "format"))
    }
    let location = try arguments[2].map { value throws(EvaluationError) in try call.text(of: value, "location") }
    guard let parsed = (layout ?? .rfc3339).parse(text) else {
      throw call.failure(
        "'\(text.prefix(40))' is no time of this form", hint: "without a format it is 2006-01-02T15:04:05Z")
    }
    guard let offset = parsed.offset else { return try local(parsed.time, location ?? "UTC", zones, call) }
    let name = offset == 0 ? "UTC" : TimeLayout.offset(offset, ":")
    return try made(parsed.time.unix - offset, parsed.time.nanosecond, name, zones, call)
  }

  private static func time(_ call: Call, _ zones: ZoneRules?) throws(EvaluationError) -> Value {
    let names = ["year", "month", "day", "hour", "minute", "second", "nanosecond", "location"]
    let arguments = try call.bind(names, required: 1)
    var parts = [1, 1, 1, 0, 0, 0, 0]
    for index in parts.indices {
      guard let value = arguments[index] else { continue }
      parts[index] = try call.int(value, names[index])
      guard parts[index].magnitude < 1 << 30 || index == 6 else { throw call.failure("\(names[index]) is too large") }
    }
    let location = try arguments[7].map { value throws(EvaluationError) in try call.text(of: value, "location") }
    let civil = CivilTime(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
      second: parts[5] + CivilTime.floorDivided(parts[6], 1_000_000_000),
      nanosecond: CivilTime.modulo(parts[6], 1_000_000_000))
    return try local(civil, location ?? "UTC", zones, call)
  }

  /// A local time; of two moments that a zone gives the same one the earlier.
  private static func local(
    _ civil: CivilTime, _ name: String, _ zones: ZoneRules?, _ call: Call
  ) throws(EvaluationError) -> Value {
    let first = try zone(name, at: civil.unix, zones, call)
    let second = try zone(name, at: civil.unix - first.offset, zones, call)
    return try made(civil.unix - second.offset, civil.nanosecond, name, zones, call)
  }

  // MARK: Zones

  static func zone(
    _ name: String, at unix: Int, _ rules: ZoneRules?, _ call: Call
  ) throws(EvaluationError) -> TimeObject.Zone {
    guard let offset = offset(name, at: unix, rules) else {
      throw call.failure(
        "there is no zone '\(name.prefix(40))'", hint: "UTC and offsets such as +02:00 are always there")
    }
    return TimeObject.Zone(name: name, offset: offset, rules: rules)
  }

  private static func offset(_ name: String, at unix: Int, _ rules: ZoneRules?) -> Int? {
    if name == "UTC" || name.isEmpty { return 0 }
    if let fixed = TimeLayout("-07:00").parse(name)?.offset { return fixed }
    return rules?.offset(name, unix)
  }
}
