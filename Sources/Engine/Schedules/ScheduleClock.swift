public import Cron

/// The clock that a schedule goes by, for people who look at its moments.
public struct ScheduleClock: Sendable {
  private let zone: Zone

  public init(_ zone: Zone) { self.zone = zone }

  /// `2026-11-21`
  public func date(of instant: Instant) -> String {
    let civil = local(instant).civil
    return "\(Self.padded(civil.year, to: 4))-\(Self.two(civil.month))-\(Self.two(civil.day))"
  }

  /// `09:30 CET`, with seconds only where there are any.
  public func time(of instant: Instant) -> String {
    let local = local(instant)
    let seconds = local.civil.second == 0 ? "" : ":\(Self.two(local.civil.second))"
    return "\(Self.two(local.civil.hour)):\(Self.two(local.civil.minute))\(seconds) \(local.abbreviation)"
  }

  /// As a form's field for a local time has it: `2026-11-21T09:30`.
  public func field(of instant: Instant) -> String {
    let civil = local(instant).civil
    let seconds = civil.second == 0 ? "" : ":\(Self.two(civil.second))"
    return "\(date(of: instant))T\(Self.two(civil.hour)):\(Self.two(civil.minute))\(seconds)"
  }

  /// `Sat 2026-11-21 09:30 CET`
  public func text(of instant: Instant) -> String {
    let days = local(instant).civil
    let weekday = Weekday(dayNumber: Int(days.secondsSince1970 / 86_400))
    return "\(weekday.name.prefix(3)) \(date(of: instant)) \(time(of: instant))"
  }

  /// The instant of what a form's field for a local time has; nil for anything else, and for times that clocks skip.
  public func instant(of field: String) -> Instant? {
    guard let utc = Instant(field + "Z") ?? Instant(field + ":00Z") else { return nil }
    switch zone.instants(of: CivilTime(secondsSince1970: utc.milliseconds / 1_000)) {
    case .one(let seconds), .repeated(let seconds, _): return Instant(milliseconds: seconds * 1_000)
    case .gap: return nil
    }
  }

  func local(_ instant: Instant) -> LocalTime { zone.local(at: instant.milliseconds / 1_000) }

  /// `09:30`
  static func clock(_ civil: CivilTime) -> String { "\(two(civil.hour)):\(two(civil.minute))" }

  private static func two(_ number: Int) -> String { padded(number, to: 2) }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
