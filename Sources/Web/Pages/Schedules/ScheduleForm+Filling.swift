import Cron
import Engine
import Orchestrator

extension ScheduleForm {
  /// The form of a schedule that isn't there yet.
  static func blank(workflow: WorkflowID, timezone: String) -> FormFields {
    FormFields()
      .setting("workflowId", to: workflow.rawValue)
      .setting("timing", to: ScheduleTimingChoice.daily.rawValue)
      .setting("time", to: "09:00")
      .setting("timezone", to: timezone)
      .setting("enabled", to: "true")
  }

  /// A schedule as the form shows it.
  static func filled(with schedule: Schedule) -> FormFields {
    let (spec, clock) = (schedule.spec, ScheduleClock(of: schedule.spec))
    var pairs: [(String, String?)] = [
      ("name", spec.name), ("workflowId", spec.workflow.rawValue), ("timezone", spec.timezone),
      ("calendar", spec.calendar), ("onHoliday", spec.onHoliday.rawValue), ("overlap", spec.overlap.rawValue),
      ("startAt", spec.startAt.map(clock.field)), ("endAt", spec.endAt.map(clock.field)),
      ("maxRuns", spec.maxRuns.map(String.init)), ("jitter", Self.duration(spec.jitter)),
      ("catchUpMode", spec.catchUp.mode.rawValue), ("catchUpWindow", Self.duration(spec.catchUp.window)),
      ("catchUpMax", String(spec.catchUp.max)), ("catchUpSpacing", Self.duration(spec.catchUp.spacing)),
      ("activeStart", spec.activeHours?.start), ("activeEnd", spec.activeHours?.end),
      ("pauseOnFailure", spec.pauseOnFailure ? "true" : nil), ("note", spec.note),
      ("version", String(schedule.version)),
    ]
    pairs += (spec.activeHours?.days ?? []).map { ("activeDay", $0) }
    pairs += timing(of: spec, clock)
    return FormFields(pairs.compactMap { name, value in value.map { .init(name: name, value: $0) } })
  }

  private static func timing(of spec: ScheduleSpec, _ clock: ScheduleClock) -> [(String, String?)] {
    switch spec.timing {
    case .once(let instant): return [("timing", "once"), ("runAt", clock.field(of: instant))]
    case .interval(let every, let anchor):
      return [("timing", "every"), ("every", duration(every)), ("anchor", anchor.description)]
    case .after(let delay): return [("timing", "after"), ("after", duration(delay))]
    case .cron(let text, let gap, let repeats):
      let policies: [(String, String?)] = [("gap", gap.rawValue), ("repeat", repeats.rawValue), ("cron", text)]
      guard let (choice, builder) = CronBuilder.taken(apart: text) else { return policies + [("timing", "cron")] }
      return policies + [("timing", choice.rawValue), ("time", builder.time), ("monthday", builder.monthday)]
        + builder.weekdays.map { ("weekday", $0) }
    }
  }

  /// `1h30m`, which the reader of schedules reads; nothing for no time at all.
  private static func duration(_ span: TimeSpan) -> String? {
    var rest = span.milliseconds / 1_000
    guard rest > 0 else { return nil }
    var text = ""
    for (unit, seconds) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60), ("s", 1)] where rest >= seconds {
      text += "\(rest / seconds)\(unit)"
      rest %= seconds
    }
    return text
  }
}
