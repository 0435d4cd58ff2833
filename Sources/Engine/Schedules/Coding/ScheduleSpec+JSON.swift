import Cron
public import JSON

extension ScheduleSpec {
  /// All of the spec but its payload, as the store keeps it and the API shows it.
  public var json: JSONObject {
    var object: JSONObject = ["name": .string(name), "workflow": .string(workflow.rawValue)]
    for (key, value) in timing.json { object[key] = value }
    object["timezone"] = .string(timezone)
    object["activeHours"] = activeHours.map { .object($0.json) }
    object["calendar"] = calendar.map(JSONValue.string)
    if calendar != nil { object["onHoliday"] = .string(onHoliday.rawValue) }
    object["startAt"] = startAt.map { .string($0.description) }
    object["endAt"] = endAt.map { .string($0.description) }
    object["maxRuns"] = maxRuns.map { .integer(Int64($0)) }
    object["jitterSeconds"] = jitter.json
    object["overlap"] = .string(overlap.rawValue)
    object["catchUp"] = .object(catchUp.json)
    object["pauseOnFailure"] = .bool(pauseOnFailure)
    object["note"] = note.map(JSONValue.string)
    return object
  }

  /// Reads what ``json`` wrote.
  ///
  /// - Throws: `InvariantViolation` that names the member that isn't what it must be.
  public init(json: JSONObject, payload: JSONObject) throws(InvariantViolation) {
    let stored = StoredMembers(json)
    self.init(
      name: try stored.text("name"), workflow: WorkflowID(rawValue: try stored.text("workflow")),
      timing: try ScheduleTiming(stored), timezone: try stored.text("timezone"), payload: payload)
    activeHours = try stored.object("activeHours").map(Hours.init(stored:))
    calendar = json["calendar"]?.stringValue
    onHoliday = try stored.word("onHoliday") ?? .skip
    startAt = try stored.instant("startAt")
    endAt = try stored.instant("endAt")
    maxRuns = json["maxRuns"]?.integerValue.flatMap(Int.init(exactly:))
    jitter = try stored.span("jitterSeconds") ?? TimeSpan(milliseconds: 0)
    overlap = try stored.word("overlap") ?? .skip
    catchUp = try stored.object("catchUp").map(CatchUp.init(stored:)) ?? CatchUp()
    pauseOnFailure = json["pauseOnFailure"]?.boolValue ?? false
    note = json["note"]?.stringValue
  }
}

extension ScheduleTiming {
  var json: JSONObject {
    var object: JSONObject = ["kind": .string(kind.rawValue)]
    switch self {
    case .once(let instant):
      object["runAt"] = .string(instant.description)
    case .cron(let text, let gap, let repeats):
      object["cron"] = .string(text)
      object["gap"] = .string(gap.rawValue)
      object["repeat"] = .string(repeats.rawValue)
    case .interval(let every, let anchor):
      object["everySeconds"] = every.json
      object["anchor"] = .string(anchor.description)
    case .after(let delay):
      object["afterSeconds"] = delay.json
    }
    return object
  }

  fileprivate init(_ stored: StoredMembers) throws(InvariantViolation) {
    let kind: Kind = try stored.required("kind", try stored.word("kind"))
    switch kind {
    case .once:
      self = .once(try stored.required("runAt", try stored.instant("runAt")))
    case .cron:
      self = .cron(
        try stored.text("cron"), gap: try stored.word("gap") ?? .runAfter, repeats: try stored.word("repeat") ?? .first)
    case .interval:
      if let delay = try stored.span("afterSeconds") {
        self = .after(delay)
      } else {
        self = .interval(
          every: try stored.required("everySeconds", try stored.span("everySeconds")),
          anchor: try stored.required("anchor", try stored.instant("anchor")))
      }
    }
  }
}

extension ScheduleSpec.Hours {
  fileprivate var json: JSONObject {
    ["start": .string(start), "end": .string(end), "days": .array(days.map(JSONValue.string))]
  }

  fileprivate init(stored: StoredMembers) throws(InvariantViolation) {
    self.init(
      start: try stored.text("start"), end: try stored.text("end"),
      days: (stored.object["days"]?.arrayValue ?? []).compactMap(\.stringValue))
  }
}

extension CatchUp {
  fileprivate var json: JSONObject {
    [
      "mode": .string(mode.rawValue), "windowSeconds": window.json, "max": .integer(Int64(max)),
      "spacingSeconds": spacing.json,
    ]
  }

  fileprivate init(stored: StoredMembers) throws(InvariantViolation) {
    self.init(
      mode: try stored.word("mode") ?? .latest, window: try stored.span("windowSeconds") ?? Self.standardWindow,
      max: stored.object["max"]?.integerValue.flatMap(Int.init(exactly:)) ?? Self.standardMax,
      spacing: try stored.span("spacingSeconds") ?? TimeSpan(milliseconds: 0))
  }
}
