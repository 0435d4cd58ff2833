import Engine
import Glibc

/// A moment for people, in the zone of this process (which the site sets when it opens), with the zone's name; machines
/// get it at UTC.
struct TimeView: View {
  let instant: Instant
  let now: Instant

  func field(_ name: String) -> Field? {
    switch name {
    case "datetime": .text(instant.description)
    case "text": .text(text)
    case "ago": .text(ago)
    default: nil
    }
  }

  /// `2026-11-21 09:30:05 CET`; without the date when it is today.
  var text: String {
    let (then, today) = (Self.local(instant), Self.local(now))
    let isToday = then.tm_yday == today.tm_yday && then.tm_year == today.tm_year
    let clock = "\(two(then.tm_hour)):\(two(then.tm_min)):\(two(then.tm_sec)) \(zone(then))"
    return isToday ? clock : "\(Int(then.tm_year) + 1900)-\(two(then.tm_mon + 1))-\(two(then.tm_mday)) \(clock)"
  }

  /// `3 min ago`, `in 2 h`.
  var ago: String {
    let span = now - instant
    let distance = DurationText.rough(TimeSpan(milliseconds: abs(span.milliseconds)))
    return span.milliseconds >= 0 ? "\(distance) ago" : "in \(distance)"
  }

  private static func local(_ instant: Instant) -> tm {
    var seconds = time_t(instant.milliseconds / 1_000)
    var result = tm()
    localtime_r(&seconds, &result)
    return result
  }

  private func zone(_ time: tm) -> String { time.tm_zone.map { String(cString: $0) } ?? "UTC" }

  private func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Lengths of time for people.
enum DurationText {
  /// Two units at most: `320 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`.
  static func text(_ span: TimeSpan) -> String {
    let milliseconds = max(0, span.milliseconds)
    if milliseconds < 1_000 { return "\(milliseconds) ms" }
    if milliseconds < 60_000 { return "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s" }
    return parts(milliseconds / 1_000, count: 2)
  }

  /// One unit, rounded down: `3 min`.
  static func rough(_ span: TimeSpan) -> String { parts(max(0, span.milliseconds) / 1_000, count: 1) }

  private static func parts(_ seconds: Int64, count: Int) -> String {
    let units: [(String, Int64)] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
    let largest = units.firstIndex { seconds >= $0.1 } ?? units.count - 1
    let shown = units[largest...].prefix(count).enumerated().compactMap { offset, unit -> String? in
      let amount = (offset == 0 ? seconds : seconds % units[largest].1) / unit.1
      return amount == 0 && offset > 0 ? nil : "\(amount) \(unit.0)"
    }
    return shown.joined(separator: " ")
  }
}
