/// A day of the week, numbered as in cron: Sunday is 0.
public enum Weekday: Int, Sendable, Hashable, CaseIterable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday

  /// The weekday so many days after 1 January 1970, a Thursday.
  public init(dayNumber: Int) {
    self = Weekday.allCases[Int(Int64(dayNumber + 4).flooredDivision(by: 7).remainder)]
  }

  /// `monday`, `Mon` or `MON`.
  public init?(name: some StringProtocol) {
    let wanted = name.lowercased()
    guard let found = Weekday.allCases.first(where: { $0.name.lowercased() == wanted || $0.abbreviation == wanted })
    else { return nil }
    self = found
  }

  /// In English: `Monday`.
  public var name: String {
    switch self {
    case .sunday: "Sunday"
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    }
  }

  /// `mon`.
  public var abbreviation: String { String(name.lowercased().prefix(3)) }
}
