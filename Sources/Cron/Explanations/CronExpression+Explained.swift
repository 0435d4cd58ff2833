extension CronExpression {
  /// In a sentence: `at 02:30 on the last Friday of the month, Berlin time`.
  /// - Parameter zone: the zone's name, which is left out when there is none.
  public func explained(zone: String? = nil) -> String {
    let time = TimePhrase(fields)
    let days = DayPhrase(fields).text
    var words = [time.text]
    // "Every 15 minutes" needs no "every day"; "at 02:30" does.
    if let days { words.append(days) } else if !time.isThroughTheDay { words.append("every day") }
    return words.joined(separator: " ") + (zone.map { ", " + ZoneWords.text(of: $0) } ?? "")
  }
}

enum ZoneWords {
  /// `Berlin time`; zones without a place keep their name.
  static func text(of zone: String) -> String {
    guard let slash = zone.lastIndex(of: "/"), !zone.hasPrefix("Etc/") else { return zone }
    let place = zone[zone.index(after: slash)...].split(separator: "_").joined(separator: " ")
    return "\(place) time"
  }
}
