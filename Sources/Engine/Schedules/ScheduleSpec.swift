public import JSON

/// What a person says about a schedule: checked when it is written, and kept as it was said.
public struct ScheduleSpec: Hashable, Sendable {
  public var name: String
  public var workflow: WorkflowID
  public var timing: ScheduleTiming
  /// An IANA name.
  public var timezone: String
  /// The input of each run, as it was given: the schema's defaults are added when a run begins.
  public var payload: JSONObject
  public var activeHours: Hours?
  /// The name of a business calendar of the tenant.
  public var calendar: String?
  public var onHoliday: HolidayPolicy
  /// The schedule has no instants before.
  public var startAt: Instant?
  /// The schedule has no instants after; one at this very moment still counts.
  public var endAt: Instant?
  /// How many runs it starts in all.
  public var maxRuns: Int?
  /// Up to so long after its instants the schedule fires: the same delay each time, which follows from its id.
  public var jitter: TimeSpan
  public var overlap: OverlapPolicy
  public var catchUp: CatchUp
  /// Pauses the schedule when one of its runs fails or times out.
  public var pauseOnFailure: Bool
  public var note: String?

  public init(
    name: String, workflow: WorkflowID, timing: ScheduleTiming, timezone: String = "UTC", payload: JSONObject = [:]
  ) {
    self.name = name
    self.workflow = workflow
    self.timing = timing
    self.timezone = timezone
    self.payload = payload
    onHoliday = .skip
    jitter = TimeSpan(milliseconds: 0)
    overlap = .skip
    catchUp = CatchUp()
    pauseOnFailure = false
  }

  /// The hours in which a schedule is active: from `start` up to, not including, `end`; over midnight if `end` is first.
  public struct Hours: Hashable, Sendable {
    /// `HH:MM`.
    public var start: String
    /// `HH:MM`; `24:00` is the day's end.
    public var end: String
    /// Names of weekdays; empty means every day.
    public var days: [String]

    public init(start: String, end: String, days: [String] = []) {
      self.start = start
      self.end = end
      self.days = days
    }
  }

  /// Whether both have the same instants. A change of anything else goes on where the ledger stands.
  public func hasSameInstants(as other: ScheduleSpec) -> Bool {
    timing == other.timing && timezone == other.timezone && activeHours == other.activeHours
      && calendar == other.calendar && onHoliday == other.onHoliday && startAt == other.startAt && endAt == other.endAt
  }
}
