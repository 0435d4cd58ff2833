public import Cron

/// The instants of a schedule and which of them are kept from it by holidays and active hours. Everything in here is
/// counted in seconds since 1970, as clocks on walls have no use for less.
public struct ScheduleInstants: Sendable {
  /// Nil: they follow from the ends of runs.
  let times: Times?
  let zone: Zone
  let hours: ActiveHours?
  let calendar: BusinessCalendar?
  let onHoliday: HolidayPolicy
  /// The first and the last moment that count.
  let begin: Int64
  let end: Int64

  /// - Parameters:
  ///   - zone: the one that the spec names.
  ///   - calendar: the one that the spec names, if it does.
  /// - Throws: ``Schedule/Failure`` when what is stored can't be understood any more.
  public init(
    of spec: ScheduleSpec, id: ScheduleID, zone: Zone, calendar: BusinessCalendar?
  ) throws(Schedule.Failure) {
    self.zone = zone
    self.calendar = calendar
    onHoliday = calendar == nil ? .skip : spec.onHoliday
    if let hours = spec.activeHours { self.hours = try ActiveHours(of: hours) } else { hours = nil }
    begin = spec.startAt.map { -(-$0.milliseconds).flooredSeconds } ?? .min
    end = spec.endAt?.milliseconds.flooredSeconds ?? .max
    times = try Times(spec.timing, id: id, zone: zone)
  }

  var isAlwaysActive: Bool { hours == nil && calendar == nil }

  /// The first instant after one, whether or not it is kept from happening.
  func next(after second: Int64) -> Int64? {
    guard let next = times?.next(after: max(second, begin == .min ? second : begin - 1)), next <= end else {
      return nil
    }
    return next
  }

  func previous(before second: Int64) -> Int64? {
    guard let previous = times?.previous(before: min(second, end == .max ? second : end + 1)), previous >= begin else {
      return nil
    }
    return previous
  }

  func count(after second: Int64, through last: Int64) -> Int {
    let (from, to) = (max(second, begin == .min ? second : begin - 1), min(last, end))
    return from < to ? times?.count(after: from, through: to) ?? 0 : 0
  }
}

extension Times {
  fileprivate init?(_ timing: ScheduleTiming, id: ScheduleID, zone: Zone) throws(Schedule.Failure) {
    switch timing {
    case .once(let instant):
      self = .once(instant.milliseconds.flooredSeconds)
    case .cron(let text, let gap, let repeats):
      do {
        let expression = try CronExpression(text, seed: id.rawValue)
        self = .cron(CronTimes(expression, in: zone, gap: gap, repeats: repeats))
      } catch {
        throw Schedule.Failure(.zone, "the expression '\(text)' can't be read any more: \(error)")
      }
    case .interval(let every, let anchor):
      self = .interval(
        IntervalTimes(everySeconds: every.milliseconds / 1_000, anchor: anchor.milliseconds.flooredSeconds))
    case .after:
      return nil
    }
  }
}

extension ActiveHours {
  fileprivate init(of hours: ScheduleSpec.Hours) throws(Schedule.Failure) {
    let days = hours.days.compactMap { Weekday(name: $0) }
    do {
      guard days.count == hours.days.count else { throw Problem.noDays }
      self = try ActiveHours(start: hours.start, end: hours.end, days: days.isEmpty ? Weekday.allCases : days)
    } catch {
      throw Schedule.Failure(.zone, "the active hours can't be read any more: \(error)")
    }
  }
}

extension Int64 {
  /// Milliseconds to seconds, towards the past.
  var flooredSeconds: Int64 { self >= 0 ? self / 1_000 : -((-self + 999) / 1_000) }
}
