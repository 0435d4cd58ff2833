/// Five fields (minute, hour, day of month, month, day of week) that say when clocks show that it is time.
///
/// The syntax is that of crontab(5) on Debian with what other crons added, listed in docs/cron.md. It knows no zone and
/// no daylight saving: see ``CronTimes``.
public struct CronExpression: Sendable, Hashable, CustomStringConvertible {
  /// As it was written.
  public let text: String
  /// Whether an `H` in it makes the times depend on the seed.
  public let usesSeed: Bool
  /// Whether it follows the clock when that is set forward or back: the minute or the hour begins with `*`.
  public let followsClock: Bool
  let fields: CronFields
  let times: TimesOfDay
  let days: DayTable

  /// How day of month and day of week act together when both are restricted.
  public enum DayMode: String, Sendable, Hashable {
    /// Either may match. A field that begins with `*` isn't restricted, and then both must match. That is Debian's.
    case debian
    /// Both must match, as a day of week that begins with `&` asks for too.
    case both
  }

  /// - Parameter seed: what `H` is made of: the same seed gives the same times, here and on every host.
  public init(_ text: String, seed: String = "", mode: DayMode = .debian) throws(CronError) {
    var parser = CronParser(text: text, seed: seed)
    let fields = try parser.fields(mode: mode)
    self.text = text
    self.fields = fields
    usesSeed = parser.usesSeed
    followsClock = fields.minute.beginsWithStar || fields.hour.beginsWithStar
    times = TimesOfDay(minutes: fields.minute.mask, hours: UInt32(truncatingIfNeeded: fields.hour.mask))
    days = DayTable(fields)
    if days.isEmpty { throw parser.impossible(fields) }
  }

  public var description: String { text }
}
