import Cron
import Engine

/// Times and durations for people.
enum TimeText {
  /// `2026-11-21 09:30:00`, at UTC as everything the command line prints.
  static func moment(_ instant: Instant?) -> String {
    guard let instant else { return "–" }
    return String(Instant(milliseconds: instant.milliseconds / 1_000 * 1_000).description.dropLast())
      .replacing("T", with: " ")
  }

  /// `12:30:05.250`
  static func clock(_ instant: Instant) -> String {
    let time = CivilTime(secondsSince1970: instant.milliseconds / 1_000)
    return "\(two(time.hour)):\(two(time.minute)):\(two(time.second)).\(three(Int(instant.milliseconds % 1_000)))"
  }

  /// `850 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`.
  static func span(_ span: TimeSpan) -> String {
    let milliseconds = max(0, span.milliseconds)
    let seconds = milliseconds / 1_000
    switch seconds {
    case ..<1: return "\(milliseconds) ms"
    case ..<60: return "\(seconds).\(milliseconds % 1_000 / 100) s"
    case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
    case ..<86_400: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    default: return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
    }
  }

  /// `3 min ago`
  static func ago(_ instant: Instant, now: Instant) -> String { "\(span(now - instant)) ago" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func three(_ number: Int) -> String {
    number < 10 ? "00\(number)" : number < 100 ? "0\(number)" : "\(number)"
  }
}
