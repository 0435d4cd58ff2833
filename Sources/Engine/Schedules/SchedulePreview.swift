public import Cron

/// The moments at which a schedule will fire, with what is special about each: what clocks do then, what was left out
/// before it.
public struct SchedulePreview: Hashable, Sendable {
  public var sentence: String
  /// The expression, of schedules that have one.
  public var cron: String?
  public var fires: [Fire] = []
  /// Why there are no more, where they end.
  public var ending: String?

  public struct Fire: Hashable, Sendable {
    public var at: Instant
    /// What clocks show in the schedule's zone.
    public var local: String
    public var note: String?
  }

  public static let standardCount = 10
  /// A page of them; a longer list is a calendar's work.
  public static let mostFires = 50

  /// - Parameters:
  ///   - now: moments up to here are over.
  ///   - remaining: how many runs `maxRuns` still allows.
  /// - Throws: ``Schedule/Failure`` when what is stored can't be understood any more.
  public init(
    of spec: ScheduleSpec, id: ScheduleID, zone: Zone, calendar: BusinessCalendar?, after now: Instant, count: Int,
    remaining: Int? = nil
  ) throws(Schedule.Failure) {
    sentence = spec.sentence(of: id)
    if case .cron(let text, _, _) = spec.timing { cron = text }
    let instants = try ScheduleInstants(of: spec, id: id, zone: zone, calendar: calendar)
    let wanted = min(count, Self.mostFires, remaining ?? .max)
    var last = now.milliseconds.flooredSeconds
    while fires.count < wanted, let next = instants.nextActive(after: last) {
      let moment = PreviewedMoment(next, before: last, isFirst: fires.isEmpty, of: instants)
      fires.append(Fire(at: Instant(seconds: next), local: moment.local, note: moment.note))
      last = next
    }
    ending = Self.ending(of: spec, found: fires.count, wanted: count, remaining)
  }

  private static func ending(of spec: ScheduleSpec, found: Int, wanted: Int, _ remaining: Int?) -> String? {
    if case .after = spec.timing { return "each run begins so long after the one before has ended" }
    guard found < wanted else { return nil }
    if let remaining, found >= remaining { return "then it has started as many runs as it may" }
    return found == 0 ? "it doesn't fire any more" : "then it is over"
  }
}

/// What is special about one moment.
private struct PreviewedMoment {
  private let second: Int64
  private let last: Int64
  private let isFirst: Bool
  private let instants: ScheduleInstants
  private let shown: LocalTime

  init(_ second: Int64, before last: Int64, isFirst: Bool, of instants: ScheduleInstants) {
    self.second = second
    self.last = last
    self.isFirst = isFirst
    self.instants = instants
    shown = instants.zone.local(at: second)
  }

  var local: String { ScheduleClock(instants.zone).text(of: Instant(seconds: second)) }

  var note: String? {
    let notes = [substitute, clocks].compactMap { $0 } + leftOut
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  private var substitute: String? {
    instants.substitutes(after: second - 1, through: second).first.map {
      "in place of \(ScheduleClock(instants.zone).text(of: Instant(seconds: $0.original))), which is a holiday"
    }
  }

  private var clocks: String? {
    let zone = instants.zone
    if let shift = shift(from: second - 60, to: second), shift.isForward {
      return "the clocks have just gone forward from \(shift.from) to \(shift.to)"
    }
    if let shift = shift(from: second, to: second + 60), shift.isForward {
      return "the clocks are about to go forward from \(shift.from) to \(shift.to)"
    }
    if case .repeated(let first, _) = zone.instants(of: shown.civil) {
      return "the clocks show \(time(shown)) twice; this is the \(second == first ? "first" : "second") time"
    }
    let before = zone.local(at: last)
    guard !isFirst, before.offset != shown.offset else { return nil }
    return "the clocks have gone \(shown.offset > before.offset ? "forward" : "back") since the one before"
  }

  private func shift(from: Int64, to: Int64) -> (from: String, to: String, isForward: Bool)? {
    let zone = instants.zone
    let (before, after) = (zone.local(at: from), zone.local(at: to))
    guard before.offset != after.offset else { return nil }
    // What the clocks would have shown, and what they show.
    let unshifted = CivilTime(secondsSince1970: to + Int64(before.offset))
    return (
      ScheduleClock.clock(unshifted), ScheduleClock.clock(after.civil), after.offset > before.offset
    )
  }

  private func time(_ local: LocalTime) -> String { ScheduleClock.clock(local.civil) }

  /// The schedule's own moments before this one that are kept from firing.
  private var leftOut: [String] {
    guard !instants.isAlwaysActive, second - last > 1 else { return [] }
    return instants.pieces(after: last, through: second - 1).suffix(Self.mostPieces).compactMap { piece in
      let moments = piece.count == 1 ? "1 moment" : "\(piece.count) moments"
      switch piece.kind {
      case .active: return nil
      case .outsideActiveHours: return "\(moments) before it outside of the active hours"
      case .holiday(let name): return "\(moments) before it on \(name)"
      }
    }
  }

  /// Told of what lies before one moment.
  private static let mostPieces = 3
}
