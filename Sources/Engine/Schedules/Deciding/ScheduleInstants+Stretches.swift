import Cron

extension ScheduleInstants {
  /// Time in which the same holds for every instant.
  struct Stretch: Hashable {
    var kind: Kind
    /// The first second that isn't part of it.
    var end: Int64

    enum Kind: Hashable {
      case active
      case outsideActiveHours
      /// With the holiday's name.
      case holiday(String)
    }
  }

  /// Instants in a row for which the same holds.
  struct Piece: Hashable {
    var kind: Stretch.Kind
    var first: Int64
    var last: Int64
    var count: Int
  }

  /// Where time stands at a second, and for how long. A day is the longest, unless nothing is ever kept away.
  func stretch(at second: Int64) -> Stretch {
    guard !isAlwaysActive else { return Stretch(kind: .active, end: .max) }
    let date = zone.local(at: second).civil.date
    return Stretch(kind: kind(at: second, date), end: edge(after: second, date))
  }

  private func kind(at second: Int64, _ date: CivilDate) -> Stretch.Kind {
    if let calendar, !calendar.isBusinessDay(date) {
      return .holiday(calendar.isHoliday(date) ?? date.weekday.name)
    }
    if let hours, !hours.contains(second, in: zone) { return .outsideActiveHours }
    return .active
  }

  /// The next moment at which something may change: midnight, the hours' edges, or a change of the clocks, after which
  /// the clocks may show a time of day once more.
  private func edge(after second: Int64, _ date: CivilDate) -> Int64 {
    var edges = seconds(of: CivilTime(CivilDate(dayNumber: date.dayNumber + 1)))
    for minute in [hours?.start, hours?.end] {
      if let minute, minute < 1_440 { edges += seconds(of: CivilTime(date, minuteOfDay: minute)) }
    }
    let edge = edges.filter { $0 > second }.min() ?? second + 86_400
    return clockChange(after: second, before: edge) ?? edge
  }

  private func seconds(of civil: CivilTime) -> [Int64] {
    switch zone.instants(of: civil) {
    case .one(let second): [second]
    case .repeated(let first, let last): [first, last]
    case .gap(_, let after): [after]
    }
  }

  /// Found by halving: there is at most one within a day.
  private func clockChange(after second: Int64, before edge: Int64) -> Int64? {
    let offset = zone.local(at: second).offset
    guard zone.local(at: edge - 1).offset != offset else { return nil }
    var (same, other) = (second, edge - 1)
    while other - same > 1 {
      let middle = same + (other - same) / 2
      if zone.local(at: middle).offset == offset { same = middle } else { other = middle }
    }
    return other
  }

  /// All instants after a second and through another, told by pieces: the cost follows the days, not the instants.
  func pieces(after second: Int64, through last: Int64) -> [Piece] {
    var pieces: [Piece] = []
    var from = second
    while let first = next(after: from), first <= last {
      let stretch = stretch(at: first)
      let through = min(last, stretch.end == .max ? last : stretch.end - 1)
      let piece = Piece(
        kind: stretch.kind, first: first, last: previous(before: through + 1) ?? first,
        count: count(after: first - 1, through: through))
      if let before = pieces.last, before.kind == piece.kind {
        pieces[pieces.count - 1].last = piece.last
        pieces[pieces.count - 1].count += piece.count
      } else {
        pieces.append(piece)
      }
      from = through
    }
    return pieces
  }
}
