import Cron

/// Instants on holidays that happen on a business day instead.
extension ScheduleInstants {
  struct Substitute: Hashable {
    var second: Int64
    /// The instant that it stands for.
    var original: Int64
  }

  /// Those after a second and through another, in order. Where the schedule has an instant of its own there is none,
  /// and where several would come together there is one.
  func substitutes(after second: Int64, through last: Int64) -> [Substitute] {
    guard let calendar, onHoliday != .skip else { return [] }
    var found: [Int64: Int64] = [:]
    let (from, to) = originals(after: second, through: last, calendar)
    for piece in pieces(after: from, through: to) {
      guard case .holiday = piece.kind else { continue }
      var original = piece.first - 1
      while let next = next(after: original), next <= piece.last {
        original = next
        guard let moved = moved(next, calendar), moved > second, moved <= last, found[moved] == nil else { continue }
        if isFree(moved) { found[moved] = next }
      }
    }
    return found.map { Substitute(second: $0, original: $1) }.sorted { $0.second < $1.second }
  }

  /// Where the holidays lie whose instants may move into a range.
  private func originals(
    after second: Int64, through last: Int64, _ calendar: BusinessCalendar
  ) -> (from: Int64, to: Int64) {
    switch onHoliday {
    case .skip: return (second, second)
    case .next:
      let date = zone.local(at: second).civil.date
      guard let before = calendar.businessDay(before: date) else { return (second, last) }
      return (midnight(before) - 1, last)
    case .previous:
      let date = zone.local(at: last).civil.date
      guard let after = calendar.businessDay(after: date) else { return (second, last) }
      return (second, midnight(after))
    }
  }

  private func midnight(_ date: CivilDate) -> Int64 { second(of: CivilTime(date)) }

  private func moved(_ original: Int64, _ calendar: BusinessCalendar) -> Int64? {
    let local = zone.local(at: original).civil
    let day = onHoliday == .next ? calendar.businessDay(after: local.date) : calendar.businessDay(before: local.date)
    return day.map { second(of: CivilTime($0, minuteOfDay: local.minuteOfDay)) + Int64(local.second) }
  }

  private func second(of civil: CivilTime) -> Int64 {
    switch zone.instants(of: civil) {
    case .one(let second): second
    case .repeated(let first, _): first
    case .gap(_, let after): after
    }
  }

  private func isFree(_ second: Int64) -> Bool {
    guard second >= begin, second <= end, next(after: second - 1) != second else { return false }
    return stretch(at: second).kind == .active
  }
}
