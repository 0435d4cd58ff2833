/// The part of a sentence that is about days and months; nil for every day of the year.
struct DayPhrase {
  let text: String?

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  init(_ fields: CronFields) {
    let months = Self.months(fields.month)
    let place = months.map { "of \($0)" } ?? "of the month"
    let dates = Self.isEveryDay(fields.dayOfMonth, 1...31) ? nil : Self.dates(fields.dayOfMonth, place)
    let weekdays = Self.isEveryDay(fields.dayOfWeek, 0...6) ? nil : Self.weekdays(fields.dayOfWeek, place)
    let season = months.map { "in \($0)" }
    switch (dates, weekdays) {
    case (nil, nil):
      // Of two fields either of which is enough, one that is always met decides.
      text = season.map { "every day \($0)" }
    case (let dates?, nil): text = fields.needsBothDays ? dates : season.map { "every day \($0)" }
    case (nil, let weekdays?):
      let isEnough = fields.needsBothDays
      text = isEnough ? weekdays.joined(season) : season.map { "every day \($0)" }
    case (let dates?, let weekdays?):
      text =
        fields.needsBothDays ? "\(dates), if that is \(weekdays.condition)" : "\(dates) or \(weekdays.joined(season))"
    }
  }

  private static func isEveryDay(_ field: CronField, _ bounds: ClosedRange<Int>) -> Bool {
    bounds.allSatisfy { field.mask >> UInt64($0) & 1 == 1 }
  }

  private static func months(_ field: CronField) -> String? {
    let months = ValueSet(mask: field.mask, bounds: 1...12)
    if months.isFull { return nil }
    return Wording.list(Wording.runs(months.values) { monthNames[$0 - 1] })
  }

  // MARK: - Days of the month

  private static func dates(_ field: CronField, _ place: String) -> String {
    let days = ValueSet(mask: field.mask, bounds: 1...31)
    var words: [String] = []
    if let step = days.step, days.values[0] == 1 {
      words.append("every \(Wording.numeral(step)) day from day 1")
    } else if !days.values.isEmpty {
      let numbers = Wording.list(Wording.runs(days.values) { "\($0)" })
      words.append(days.values.count == 1 ? "day \(numbers)" : "days \(numbers)")
    }
    words += field.counted.compactMap(counted)
    return "on \(Wording.list(words)) \(place)"
  }

  private static func counted(_ item: CronField.Item) -> String? {
    switch item {
    case .beforeLast(0): "the last day"
    case .beforeLast(1): "the day before the last"
    case .beforeLast(let days): "the day \(days) days before the last"
    case .nearestWorkday(let day): "the working day nearest to day \(day)"
    case .lastWorkday: "the last working day"
    case .every, .value, .range, .nth, .last: nil
    }
  }

  // MARK: - Days of the week

  private struct Weekdays {
    /// `Monday to Friday`.
    var plain: [String]
    /// `the second Monday of the month`.
    var counted: [String]

    /// `every Monday`, `Monday to Friday`, `on the second Monday of the month`.
    func joined(_ season: String?) -> String {
      let isRun = plain.contains { $0.contains(" to ") }
      let every = plain.isEmpty ? [] : [(isRun ? "" : "every ") + Wording.list(plain) + (season.map { " \($0)" } ?? "")]
      let on = counted.isEmpty ? [] : ["on \(Wording.list(counted))"]
      return Wording.list(every + on)
    }

    /// `a Monday or the last Friday of the month`.
    var condition: String { Wording.list(plain.map { $0.contains(" to ") ? $0 : "a \($0)" } + counted, last: "or") }
  }

  private static func weekdays(_ field: CronField, _ place: String) -> Weekdays {
    // A week is read from Monday to Sunday.
    let values = (1...7).filter { field.mask >> UInt64($0 % 7) & 1 == 1 }
    return Weekdays(
      plain: Wording.runs(values) { name($0 % 7) },
      counted: field.counted.compactMap { item in
        switch item {
        case .nth(let weekday, let number): "the \(Wording.ordinal(number)) \(name(weekday)) \(place)"
        case .last(let weekday): "the last \(name(weekday)) \(place)"
        case .every, .value, .range, .beforeLast, .nearestWorkday, .lastWorkday: nil
        }
      })
  }

  private static func name(_ weekday: Int) -> String { Weekday(rawValue: weekday)?.name ?? "" }
}
