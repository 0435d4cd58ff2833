/// Which of the instants that are due run, and what becomes of the others.
///
/// A month of minutes is one piece with a count: only what is chosen is ever listed.
struct CatchUpChoice {
  /// Those that run, oldest first: their seconds, and why each is there if it isn't the schedule's own.
  private(set) var chosen: [(second: Int64, reason: String?)] = []
  /// The others, in order.
  private(set) var spans: [Gap] = []

  struct Gap: Hashable {
    var outcome: ScheduleSpan.Outcome
    var reason: String?
    var first: Int64
    var last: Int64
    var count: Int
  }

  /// - Parameters:
  ///   - second: everything through it was decided before.
  ///   - horizon: what comes after it isn't due.
  ///   - oldest: what is older doesn't run.
  ///   - limit: so many run at most, the newest.
  init(_ instants: ScheduleInstants, after second: Int64, through horizon: Int64, oldest: Int64, limit: Int) {
    let pieces = instants.pieces(after: second, through: horizon)
    choose(instants, pieces, after: max(second, oldest.addingSaturated(-1)), through: horizon, limit: limit)
    let bound = chosen.first?.second ?? .max
    for piece in pieces { add(piece, before: bound, instants) }
  }

  private mutating func choose(
    _ instants: ScheduleInstants, _ pieces: [ScheduleInstants.Piece], after second: Int64, through horizon: Int64,
    limit: Int
  ) {
    var newest: [(second: Int64, reason: String?)] = []
    for piece in pieces.reversed() where piece.kind == .active && newest.count < limit && piece.last > second {
      var next = piece.last
      while next > second, next >= piece.first, newest.count < limit {
        newest.append((next, nil))
        guard let previous = instants.previous(before: next) else { break }
        next = previous
      }
    }
    let moved = instants.substitutes(after: second, through: horizon).map { substitute in
      (second: substitute.second, reason: Optional("in place of \(Instant(seconds: substitute.original))"))
    }
    chosen = (newest + moved).sorted { $0.second < $1.second }.suffix(limit)
  }

  /// What isn't chosen of the schedule's own instants. Chosen are the newest, so that the others lie before.
  private mutating func add(_ piece: ScheduleInstants.Piece, before bound: Int64, _ instants: ScheduleInstants) {
    switch piece.kind {
    case .outsideActiveHours:
      spans.append(Gap(outcome: .outsideActiveHours, first: piece.first, last: piece.last, count: piece.count))
    case .holiday(let name):
      spans.append(Gap(outcome: .holiday, reason: name, first: piece.first, last: piece.last, count: piece.count))
    case .active:
      guard piece.first < bound else { return }
      let last = piece.last < bound ? piece.last : instants.previous(before: bound) ?? piece.first
      let count = instants.count(after: piece.first - 1, through: last)
      spans.append(Gap(outcome: .missed, first: piece.first, last: last, count: count))
    }
  }
}

extension Instant {
  init(seconds: Int64) { self.init(milliseconds: seconds.multipliedSaturated(1_000)) }
}
