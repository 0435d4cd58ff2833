import Cron

/// Reads the moment that a sleep waits for: an RFC 3339 instant, or a local time with its zone.
enum UntilText {
  case instant(Instant)
  case local(CivilTime)

  /// Nil when it is neither.
  init?(_ text: String) {
    if let instant = Instant(text) {
      self = .instant(instant)
    } else if let instant = Instant(text + "Z") ?? Instant(text + ":00Z") {
      // A local time, to the second or to the minute; finer parts of a second are no matter of clocks.
      self = .local(CivilTime(secondsSince1970: instant.milliseconds.dividedDown(by: 1_000)))
    } else {
      return nil
    }
  }

  /// When clocks of a zone show a local time: the first time where they show it twice, and the first whole minute after
  /// the gap where they jump over it, as schedules have it.
  static func instant(of local: CivilTime, in zone: Zone) -> Instant {
    switch zone.instants(of: local) {
    case .one(let seconds), .repeated(first: let seconds, last: _), .gap(before: _, after: let seconds):
      Instant(milliseconds: seconds * 1_000)
    }
  }

  static let forms = "an instant such as `2026-11-21T09:30:00Z`, or a local time with `timezone`"
}

extension Int64 {
  /// Towards the past, also before 1970.
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
