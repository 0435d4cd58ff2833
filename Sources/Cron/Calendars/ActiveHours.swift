/// The part of a day in which something may happen, on some days of the week.
///
/// Both times are those that clocks show in the schedule's zone. The start is part of it, the end isn't. Hours that end
/// before they begin go over midnight, and what comes after it belongs to the day on which they began. `24:00` is the
/// end of a day; hours that begin and end at the same time are the whole day from there.
public struct ActiveHours: Sendable, Hashable {
  /// Minutes of the day.
  public let start: Int
  public let end: Int
  public let days: Set<Weekday>

  public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    case noTime(String)
    case noDays

    public var description: String {
      switch self {
      case .noTime(let text): "'\(text)' is no time of day; write it as '08:30', from 00:00 to 24:00"
      case .noDays: "active hours without days would never begin; leave `days` out for every day"
      }
    }
  }

  /// - Parameters:
  ///   - start: `HH:MM`.
  ///   - end: `HH:MM`.
  ///   - days: those on which the hours begin; empty is refused.
  public init(start: String, end: String, days: [Weekday] = Weekday.allCases) throws(Problem) {
    guard let first = Self.minutes(start), first < 1_440 else { throw .noTime(start) }
    guard let last = Self.minutes(end) else { throw .noTime(end) }
    if days.isEmpty { throw .noDays }
    self.start = first
    self.end = last
    self.days = Set(days)
  }

  /// - Parameter seconds: since 1970.
  public func contains(_ seconds: Int64, in zone: Zone) -> Bool {
    let local = zone.local(at: seconds).civil
    let minute = local.minuteOfDay
    let today = local.date.weekday
    if start < end { return minute >= start && minute < end && days.contains(today) }
    if minute >= start { return days.contains(today) }
    return minute < end && days.contains(Weekday(dayNumber: local.date.dayNumber - 1))
  }

  private static func minutes(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x3A }),
      let hours = Int(text.prefix(2)), let minutes = Int(text.suffix(2)), minutes < 60
    else { return nil }
    let total = hours * 60 + minutes
    return total <= 1_440 ? total : nil
  }
}
