/// Reads the moment that a sleep waits for: an RFC 3339 instant, or a local time with its zone.
enum UntilText {
  enum Refusal: Error {
    case noTime
    case zoneMissing
    /// Only UTC has rules that need no table.
    case zoneUnknown
  }

  /// - Parameter zone: the zone of a local time; nil takes instants only.
  static func instant(_ text: String, zone: String?) throws(Refusal) -> Instant {
    if let zone, !isUTC(zone) { throw .zoneUnknown }
    if let instant = Instant(text) { return instant }
    // A local time, to the second or to the minute.
    guard let instant = Instant(text + "Z") ?? Instant(text + ":00Z") else { throw .noTime }
    guard zone != nil else { throw .zoneMissing }
    return instant
  }

  static func isUTC(_ zone: String) -> Bool { ["UTC", "Etc/UTC"].contains(zone) }

  static let forms = "an instant such as `2026-11-21T09:30:00Z`, or a local time with `timezone`"
}
