public import JSON

/// What made a scheduled run start: its trigger.
public struct ScheduleProvenance: Hashable, Sendable {
  public var schedule: ScheduleID
  public var name: String
  /// Nil: a person triggered the schedule.
  public var slot: Instant?
  public var firedAt: Instant
  public var timezone: String
  /// The expression, of schedules that have one.
  public var cron: String?
  public var revision: Int
  public var backfill: BackfillID?
  public var by: Actor

  public init(
    _ schedule: Schedule, slot: Instant?, backfill: BackfillID? = nil, revision: Int, at now: Instant, by: Actor
  ) {
    self.schedule = schedule.id
    name = schedule.spec.name
    self.slot = slot
    firedAt = now
    timezone = schedule.spec.timezone
    if case .cron(let text, _, _) = schedule.spec.timing { cron = text }
    self.revision = revision
    self.backfill = backfill
    self.by = by
  }

  /// `{kind: "schedule", schedule, name, slot?, firedAt, timezone, cron?, revision, backfill?, by}`.
  public var trigger: JSONObject {
    var trigger: JSONObject = [
      "kind": "schedule", "schedule": .string(schedule.rawValue), "name": .string(name),
    ]
    trigger["slot"] = slot.map { .string($0.description) }
    trigger["firedAt"] = .string(firedAt.description)
    trigger["timezone"] = .string(timezone)
    trigger["cron"] = cron.map(JSONValue.string)
    trigger["revision"] = .integer(Int64(revision))
    trigger["backfill"] = backfill.map { .string($0.rawValue) }
    trigger["by"] = .string(by.rawValue)
    return trigger
  }

  /// What the store keeps beside the trigger, so that a schedule's runs are found; nil for runs of other origins.
  public struct Place: Hashable, Sendable {
    public var schedule: ScheduleID
    public var slot: Instant?
    public var backfill: BackfillID?

    public init?(trigger: JSONObject) {
      guard trigger["kind"]?.stringValue == "schedule", let schedule = trigger["schedule"]?.stringValue else {
        return nil
      }
      self.schedule = ScheduleID(rawValue: schedule)
      slot = trigger["slot"]?.stringValue.flatMap { Instant($0) }
      backfill = trigger["backfill"]?.stringValue.map(BackfillID.init(rawValue:))
    }
  }
}
