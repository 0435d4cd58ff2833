import Engine
import JSON
import Orchestrator

/// A posted form as the document that it stands for: what is wrong with it is found by who reads documents.
struct ScheduleForm {
  let fields: FormFields

  /// - Parameter payload: read apart, by the workflow's schema.
  func document(payload: JSONObject) -> JSONObject {
    var object: JSONObject = ["payload": .object(payload)]
    for name in ["name", "workflowId", "timezone", "overlap", "startAt", "endAt", "note", "calendar"] {
      object[name] = text(name)
    }
    for (key, value) in timing { object[key] = value }
    if object["calendar"] != nil { object["onHoliday"] = text("onHoliday") }
    object["activeHours"] = activeHours
    object["catchUp"] = .object(catchUp)
    object["maxRuns"] = number("maxRuns")
    object["jitterSeconds"] = text("jitter")
    object["pauseOnFailure"] = .bool(fields["pauseOnFailure"] == "true")
    // Only the form of a new schedule asks for it.
    if fields["version"] == nil { object["enabled"] = .bool(fields["enabled"] == "true") }
    return object
  }

  var chosen: ScheduleTimingChoice { fields["timing"].flatMap(ScheduleTimingChoice.init(rawValue:)) ?? .daily }

  private var timing: JSONObject {
    switch chosen {
    case .once: return ["runAt": text("runAt") ?? ""]
    case .every: return ["every": text("every") ?? "", "anchor": text("anchor") ?? .null]
    case .after: return ["after": text("after") ?? ""]
    case .daily, .weekly, .monthly, .cron:
      var object: JSONObject = ["cron": .string(expression)]
      object["gap"] = text("gap")
      object["repeat"] = text("repeat")
      return object
    }
  }

  /// What the builder makes; an empty field makes an expression that is refused there.
  private var expression: String {
    let builder = CronBuilder(
      time: fields.trimmed("time") ?? "", weekdays: fields.all("weekday"), monthday: fields.trimmed("monthday") ?? "1")
    switch chosen {
    case .daily: return builder.daily
    case .weekly: return builder.weekly
    case .monthly: return builder.monthly
    case .cron, .once, .every, .after: return fields.trimmed("cron") ?? ""
    }
  }

  private var activeHours: JSONValue? {
    let days = fields.all("activeDay")
    guard let start = text("activeStart") ?? text("activeEnd").map({ _ in nil }) else {
      // Days alone mean the whole of these days.
      guard !days.isEmpty, days.count < 7 else { return nil }
      return ["start": "00:00", "end": "24:00", "days": .array(days.map(JSONValue.string))]
    }
    return [
      "start": start, "end": text("activeEnd") ?? .null, "days": .array(days.map(JSONValue.string)),
    ]
  }

  private var catchUp: JSONObject {
    var object: JSONObject = [:]
    object["mode"] = text("catchUpMode")
    object["windowSeconds"] = text("catchUpWindow")
    object["max"] = number("catchUpMax")
    object["spacingSeconds"] = text("catchUpSpacing")
    return object
  }

  /// Nothing for an empty field: what isn't said has its usual value.
  private func text(_ name: String) -> JSONValue? { fields.trimmed(name).map(JSONValue.string) }

  private func number(_ name: String) -> JSONValue? {
    fields.trimmed(name).map { text in Int64(text).map(JSONValue.integer) ?? .string(text) }
  }
}

/// How often, as people say it; three of them are expressions that the form builds.
enum ScheduleTimingChoice: String, CaseIterable {
  case once
  case daily
  case weekly
  case monthly
  case cron
  case every
  case after

  var word: String {
    switch self {
    case .once: "Once"
    case .daily: "Every day"
    case .weekly: "Every week"
    case .monthly: "Every month"
    case .cron: "By a cron expression"
    case .every: "Every so often"
    case .after: "After each run"
    }
  }
}

/// Expressions that people build without knowing what an expression is.
struct CronBuilder {
  /// `09:30`
  var time: String
  /// `mon` …
  var weekdays: [String]
  /// `1` to `31`, or `L` for the last.
  var monthday: String

  var daily: String { expression("* * *") }
  var weekly: String { expression("* * \(weekdays.isEmpty ? "mon" : weekdays.joined(separator: ","))") }
  var monthly: String { expression("\(monthday) * *") }

  /// Without a time of day there is none, which the reader refuses: a `?` would mean every minute.
  private func expression(_ days: String) -> String {
    let parts = time.split(separator: ":").compactMap { Int($0) }
    return parts.count >= 2 ? "\(parts[1]) \(parts[0]) \(days)" : time
  }

  /// Recognises what ``daily``, ``weekly`` and ``monthly`` make.
  static func taken(apart expression: String) -> (choice: ScheduleTimingChoice, builder: CronBuilder)? {
    let parts = expression.split(separator: " ").map(String.init)
    guard parts.count == 5, parts[3] == "*", let minute = Int(parts[0]), let hour = Int(parts[1]) else { return nil }
    let time = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    switch (parts[2], parts[4]) {
    case ("*", "*"): return (.daily, CronBuilder(time: time, weekdays: [], monthday: "1"))
    case ("*", let days):
      let names = days.lowercased().split(separator: ",").map(String.init)
      guard names.allSatisfy(WeekdayChoice.names.contains) else { return nil }
      return (.weekly, CronBuilder(time: time, weekdays: names, monthday: "1"))
    case (let day, "*"):
      guard day == "L" || Int(day) != nil else { return nil }
      return (.monthly, CronBuilder(time: time, weekdays: [], monthday: day))
    default: return nil
    }
  }
}

/// The days of the week, in the order of people who work.
enum WeekdayChoice {
  static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  static func views(chosen: [String]) -> [any View] {
    names.map { ChoiceView(value: $0, word: $0.prefix(1).uppercased() + $0.dropFirst(), isChosen: chosen.contains($0)) }
  }
}
