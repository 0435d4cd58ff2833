import Cron

extension ScheduleSpec {
  /// When it fires, in words: `at 02:30 on Friday, Berlin time`.
  ///
  /// - Parameter id: what `H` in an expression follows from.
  public func sentence(of id: ScheduleID) -> String {
    switch timing {
    case .once(let instant): "once, at \(instant)"
    case .cron(let text, _, _):
      // What was checked when it was written can be read; only another version might know less.
      (try? CronExpression(text, seed: id.rawValue))?.explained(zone: timezone) ?? text
    case .interval(let every, let anchor): "every \(every.inWords), counted from \(anchor)"
    case .after(let delay): "\(delay.inWords) after the run before has ended"
    }
  }
}

extension TimeSpan {
  /// In whole units: `90 minutes` is `1 hour 30 minutes`.
  var inWords: String {
    let units: [(name: String, seconds: Int64)] = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)]
    var rest = milliseconds / 1_000
    var parts: [String] = []
    for unit in units {
      let count = rest / unit.seconds
      rest %= unit.seconds
      if count > 0 { parts.append(count == 1 ? "1 \(unit.name)" : "\(count) \(unit.name)s") }
    }
    return parts.isEmpty ? inSeconds : parts.joined(separator: " ")
  }
}
