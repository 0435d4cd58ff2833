import Engine
import Orchestrator

extension ScheduleFormPage {
  /// The part of the form that says when.
  func timingField(_ name: String) -> Field? {
    let chosen = ScheduleForm(fields: typed).chosen
    let isBuilt = [.daily, .weekly, .monthly].contains(chosen)
    switch name {
    case "name":
      var name = line("name", "Name", hint: "what tells it from the workflow's other schedules")
      name.isRequired = true
      return .view(name)
    case "timings":
      return .list(
        ScheduleTimingChoice.allCases.map {
          ChoiceView(value: $0.rawValue, word: $0.word, isChosen: $0 == chosen)
        })
    case "timingMessages": return .list(messages(at: "kind"))
    case "runAt": return .view(line("runAt", "When", hint: "in the zone below", type: "datetime-local"))
    case "time":
      var time = line("time", "At", hint: "in the zone below", type: "time", at: isBuilt ? "cron" : "time")
      if time.value.isEmpty { time.value = "09:00" }
      return .view(time)
    case "weekdays": return .list(WeekdayChoice.views(chosen: typed.all("weekday")))
    case "monthday":
      var day = line("monthday", "On day", hint: "1 to 31, or L for the last; months without it are left out")
      if day.value.isEmpty { day.value = "1" }
      return .view(day)
    case "cron":
      return .view(
        line(
          "cron", "Cron expression", hint: "minute, hour, day of month, month, day of week",
          at: isBuilt ? "nothing" : "cron", placeholder: "30 2 * * mon-fri"))
    case "every": return .view(line("every", "Every", hint: "as 15m, 1h30m or 1d", placeholder: "15m"))
    case "after": return .view(line("after", "After the run before has ended", hint: "as 10m", placeholder: "10m"))
    case "timezone":
      var zone = line("timezone", "Time zone", hint: "as Europe/Berlin")
      zone.list = "zones"
      return .view(zone)
    default: return nil
    }
  }

  /// The part of the form that is folded away.
  func limitField(_ name: String) -> Field? {
    switch name {
    case "hasMore": return .flag(hasMore)
    case "activeStart": return .view(line("activeStart", "From", type: "time", at: "nothing"))
    case "activeEnd":
      return .view(line("activeEnd", "To", hint: "not included; over midnight is fine", type: "time", at: "nothing"))
    case "activeDays": return .list(WeekdayChoice.views(chosen: typed.all("activeDay")))
    case "activeMessages":
      return .list(
        issues.filter { $0.path.hasPrefix("activeHours") }.map { MessageView(ScheduleFormPage.text($0)) })
    case "calendar":
      return .view(
        choice(
          "calendar", "Calendar", hint: calendars.isEmpty ? "none has been made yet" : nil, standard: "",
          [("", "none")] + calendars.map { ($0, $0) }))
    case "onHoliday":
      return .view(
        choice(
          "onHoliday", "On a holiday", standard: HolidayPolicy.skip.rawValue,
          [("skip", "it doesn't fire"), ("next", "it fires on the next business day"), ("previous", "it fires before")]
        ))
    case "overlap": return .view(choice("overlap", "While its last run goes on", standard: "skip", Self.overlaps))
    case "pauseOnFailure": return .flag(typed["pauseOnFailure"] == "true")
    case "note": return .view(line("note", "Note"))
    default: return catchUpField(name) ?? boundField(name)
    }
  }

  private func catchUpField(_ name: String) -> Field? {
    switch name {
    case "catchUpMode":
      return .view(
        choice(
          "catchUpMode", "After an outage", at: "catchUp.mode", standard: "latest",
          [("latest", "fire for the last moment that was missed"), ("all", "fire for all of them"), ("none", "go on")]))
    case "catchUpWindow":
      return .view(line("catchUpWindow", "… not older than", hint: "1d if empty", at: "catchUp.windowSeconds"))
    case "catchUpMax": return .view(line("catchUpMax", "… at most so many", hint: "100 if empty", at: "catchUp.max"))
    case "catchUpSpacing":
      return .view(line("catchUpSpacing", "… so long after each other", hint: "as 30s", at: "catchUp.spacingSeconds"))
    default: return nil
    }
  }

  private func boundField(_ name: String) -> Field? {
    switch name {
    case "startAt": return .view(line("startAt", "Not before", type: "datetime-local"))
    case "endAt": return .view(line("endAt", "Not after", type: "datetime-local"))
    case "maxRuns": return .view(line("maxRuns", "At most so many runs"))
    case "jitter":
      return .view(
        line("jitter", "Spread", hint: "fires up to so much later, the same each time; as 5m", at: "jitterSeconds"))
    case "gap":
      return .view(
        choice(
          "gap", "A time that the clocks skip", standard: "runAfter",
          [("runAfter", "fires right after"), ("runBefore", "fires right before"), ("skip", "doesn't fire")]))
    case "repeat":
      return .view(
        choice(
          "repeat", "A time that the clocks show twice", standard: "first",
          [("first", "fires the first time"), ("last", "fires the second time"), ("both", "fires twice")]))
    default: return nil
    }
  }

  private static let overlaps: [(value: String, word: String)] = [
    ("skip", "skip the next"), ("bufferOne", "let one wait"), ("bufferAll", "let all wait"),
    ("cancelOther", "cancel it, then start"), ("terminateOther", "cancel it and start at once"),
    ("allow", "start beside it"),
  ]

  /// Whether something in the folded part is said already, or wrong.
  private var hasMore: Bool {
    let usual = [
      "onHoliday": "skip", "overlap": "skip", "catchUpMode": "latest", "gap": "runAfter", "repeat": "first",
      "catchUpWindow": "1d", "catchUpMax": "100",
    ]
    let names = [
      "activeStart", "activeEnd", "activeDay", "calendar", "onHoliday", "overlap", "catchUpMode", "catchUpWindow",
      "catchUpMax", "catchUpSpacing", "startAt", "endAt", "maxRuns", "jitter", "gap", "repeat", "pauseOnFailure",
      "note",
    ]
    let said = names.contains { name in typed.trimmed(name).map { $0 != usual[name] } ?? false }
    let wrong = issues.contains { issue in
      !["name", "workflowId", "runAt", "cron", "every", "after", "timezone", ""].contains(issue.path)
        && !issue.path.hasPrefix("payload")
    }
    return said || wrong
  }
}
