import Cron
public import JSON

/// As rows keep them and the programming interface shows them.
extension HeartbeatSpec {
  public var json: JSONObject {
    [
      "name": .string(name), "description": description.map { .string($0) } ?? .null,
      "agent": .string(agent.rawValue), "interval": .string(Self.text(of: interval)), "timezone": .string(timezone),
      "activeHours": activeHours.map(ActiveHoursText.json) ?? .null, "checks": .array(checks.map { .string($0) }),
      "alertAfter": .integer(Int64(alertAfter)), "timeoutSeconds": .double(checkTimeout.seconds),
    ]
  }

  /// Reads what ``json`` wrote; nil for anything else.
  public init?(json: JSONObject) {
    guard let name = json["name"]?.stringValue, let agent = json["agent"]?.stringValue,
      let interval = json["interval"]?.stringValue.flatMap(DurationText.span),
      let timezone = json["timezone"]?.stringValue, let alertAfter = json["alertAfter"]?.integerValue,
      let timeout = json["timeoutSeconds"]?.doubleValue, let checks = json["checks"]?.arrayValue
    else { return nil }
    self.init(
      name: name, description: json["description"]?.stringValue, agent: AgentID(rawValue: agent), interval: interval,
      timezone: timezone, activeHours: json["activeHours"].flatMap(ActiveHoursText.hours),
      checks: checks.compactMap(\.stringValue), alertAfter: Int(alertAfter),
      checkTimeout: .fractionalSeconds(timeout))
  }

  /// As it can be written in a file: `1h30m`, `250ms`.
  public static func text(of span: TimeSpan) -> String {
    var rest = span.milliseconds
    var text = ""
    for (unit, size) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)]
      as [(String, Int64)]
    {
      if rest >= size { text += "\(rest / size)\(unit)" }
      rest %= size
    }
    return text.isEmpty ? "0s" : text
  }
}

/// `{start, end, days}`, as they are written.
enum ActiveHoursText {
  static func json(_ hours: ActiveHours) -> JSONValue {
    let days = Weekday.allCases.filter(hours.days.contains).map { JSONValue.string($0.abbreviation) }
    return ["start": .string(clock(hours.start)), "end": .string(clock(hours.end)), "days": .array(days)]
  }

  static func hours(_ json: JSONValue) -> ActiveHours? {
    guard let start = json["start"]?.stringValue, let end = json["end"]?.stringValue else { return nil }
    let days = (json["days"]?.arrayValue ?? []).compactMap { $0.stringValue.flatMap { Weekday(name: $0) } }
    return try? ActiveHours(start: start, end: end, days: days)
  }

  private static func clock(_ minutes: Int) -> String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}

extension CheckResult {
  public var json: JSONValue {
    [
      "check": .string(check), "outcome": .string(outcome.rawValue), "details": details.map { .string($0) } ?? .null,
    ]
  }

  public init?(json: JSONValue) {
    guard let check = json["check"]?.stringValue,
      let outcome = json["outcome"]?.stringValue.flatMap(BeatOutcome.init(rawValue:))
    else { return nil }
    self.init(check, outcome, details: json["details"]?.stringValue)
  }
}

extension CheckMemory {
  public var json: JSONValue {
    [
      "last": last.json, "at": .integer(at.milliseconds), "unevaluatedInARow": .integer(Int64(unevaluatedInARow)),
    ]
  }

  public init?(json: JSONValue) {
    guard let last = json["last"].flatMap(CheckResult.init(json:)), let at = json["at"]?.integerValue else {
      return nil
    }
    self.init(
      last: last, at: Instant(milliseconds: at),
      unevaluatedInARow: json["unevaluatedInARow"]?.integerValue.map { Int($0) } ?? 0)
  }
}
