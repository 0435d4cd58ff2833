public import Cron

/// What reading a schedule must know of the world around it; the shell knows, the reader only asks.
public struct ScheduleSurroundings: Sendable {
  /// Moments before it can't be planned any more.
  public var now: Instant
  /// The zone of a schedule that names none.
  public var standardZone: String
  /// The zone of that name. What it throws says what is wrong with the name, and which one was probably meant.
  public var zone: @Sendable (String) throws -> Zone
  /// The tenant's calendars.
  public var calendars: [String]
  /// What is edited: a moment in the past that it had already stays allowed.
  public var earlier: ScheduleSpec?

  public init(
    now: Instant, standardZone: String = "UTC", calendars: [String] = [], earlier: ScheduleSpec? = nil,
    zone: @escaping @Sendable (String) throws -> Zone
  ) {
    self.now = now
    self.standardZone = standardZone
    self.zone = zone
    self.calendars = calendars
    self.earlier = earlier
  }
}
