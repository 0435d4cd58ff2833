import Cron

/// A moment in milliseconds since 1970 at UTC: how every time is stored and computed with.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Reads an RFC 3339 instant; nil when the text is none.
  public init?(_ text: String) {
    guard let milliseconds = RFC3339.milliseconds(of: text) else { return nil }
    self.milliseconds = milliseconds
  }

  /// RFC 3339 at UTC, as `2026-11-21T09:30:00Z`.
  public var description: String { RFC3339.text(millisecondsSince1970: milliseconds) }

  public static func < (one: Instant, other: Instant) -> Bool { one.milliseconds < other.milliseconds }

  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(milliseconds: instant.milliseconds.addingSaturated(span.milliseconds))
  }

  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(milliseconds: instant.milliseconds.addingSaturated(-span.milliseconds))
  }

  public static func - (later: Instant, earlier: Instant) -> TimeSpan {
    TimeSpan(milliseconds: later.milliseconds - earlier.milliseconds)
  }
}

/// A length of time in milliseconds.
public struct TimeSpan: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func seconds(_ seconds: Int64) -> TimeSpan {
    TimeSpan(milliseconds: seconds.multipliedSaturated(1_000))
  }

  public static func fractionalSeconds(_ seconds: Double) -> TimeSpan {
    TimeSpan(milliseconds: Int64(exactly: (seconds * 1_000).rounded()) ?? (seconds < 0 ? .min : .max))
  }

  public var seconds: Double { Double(milliseconds) / 1_000 }

  /// For people: "30 seconds", "1 second", "0.25 seconds".
  public var inSeconds: String {
    let number = milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)" : "\(seconds)"
    return number == "1" ? "1 second" : "\(number) seconds"
  }

  public static func < (one: TimeSpan, other: TimeSpan) -> Bool { one.milliseconds < other.milliseconds }
}

extension Int64 {
  func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }

  func multipliedSaturated(_ other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self > 0) == (other > 0) ? .max : .min) : product
  }
}
