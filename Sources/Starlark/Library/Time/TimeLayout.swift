/// How a time is written, shown by how the reference moment is: Mon Jan 2 15:04:05 2006, seven hours behind UTC.
struct TimeLayout {
  private let parts: [Part]

  private enum Part {
    case text(String)
    case field(Field)
  }

  private enum Field: String, CaseIterable {
    case year = "2006", month = "01", monthName = "January", shortMonth = "Jan", day = "02", paddedDay = "_2"
    case hour = "15", hour12 = "03", minute = "04", second = "05", shortYear = "06"
    case weekday = "Monday", shortWeekday = "Mon", half = "PM"
    case zone = "Z07:00", offset = "-07:00", plainOffset = "-0700", zoneName = "MST"
    case millis = ".000", micros = ".000000", nanos = ".000000000", fraction = ".999999999"
    case plainHour12 = "3", plainMinute = "4", plainSecond = "5", plainMonth = "1", plainDay = "2"
  }

  /// The longest first, so that `.000000` isn't taken for `.000`.
  private static let fields = Field.allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }

  static let rfc3339 = TimeLayout("2006-01-02T15:04:05.999999999Z07:00")

  init(_ layout: String) {
    var parts: [Part] = []
    var text = ""
    var rest = layout[...]
    while let first = rest.first {
      if let field = Self.fields.first(where: { rest.hasPrefix($0.rawValue) }) {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.field(field))
        rest = rest.dropFirst(field.rawValue.count)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  // MARK: Writing

  func text(of time: TimeObject) -> String {
    let civil = time.civil
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): Self.text(field, civil, time.zone)
      }
    }.joined()
  }

  private static func text(_ field: Field, _ time: CivilTime, _ zone: TimeObject.Zone) -> String {
    switch field {
    case .year: padded(time.year, 4)
    case .shortYear: padded(time.year % 100, 2)
    case .month: padded(time.month, 2)
    case .plainMonth: "\(time.month)"
    case .monthName: months[time.month - 1]
    case .shortMonth: String(months[time.month - 1].prefix(3))
    case .day: padded(time.day, 2)
    case .plainDay: "\(time.day)"
    case .paddedDay: time.day < 10 ? " \(time.day)" : "\(time.day)"
    case .weekday: weekdays[time.weekday]
    case .shortWeekday: String(weekdays[time.weekday].prefix(3))
    case .hour: padded(time.hour, 2)
    case .hour12: padded((time.hour + 11) % 12 + 1, 2)
    case .plainHour12: "\((time.hour + 11) % 12 + 1)"
    case .half: time.hour < 12 ? "AM" : "PM"
    case .minute: padded(time.minute, 2)
    case .plainMinute: "\(time.minute)"
    case .second: padded(time.second, 2)
    case .plainSecond: "\(time.second)"
    case .millis: "." + padded(time.nanosecond, 9).prefix(3)
    case .micros: "." + padded(time.nanosecond, 9).prefix(6)
    case .nanos: "." + padded(time.nanosecond, 9)
    case .fraction: fraction(time.nanosecond)
    case .zone: zone.offset == 0 ? "Z" : offset(zone.offset, ":")
    case .offset: offset(zone.offset, ":")
    case .plainOffset: offset(zone.offset, "")
    case .zoneName: zone.name
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func fraction(_ nanosecond: Int) -> String {
    guard nanosecond > 0 else { return "" }
    var digits = padded(nanosecond, 9)
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }

  static func offset(_ seconds: Int, _ separator: String) -> String {
    let minutes = Int(seconds.magnitude) / 60
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + separator + padded(minutes % 60, 2)
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  // MARK: Reading

  /// The moment that a text names, and the offset that it says; nil where it has another form.
  func parse(_ text: String) -> (time: CivilTime, offset: Int?)? {
    var reader = LayoutReader(rest: text[...])
    for part in parts {
      switch part {
      case .text(let text): guard reader.take(text) else { return nil }
      case .field(let field): guard Self.read(field, &reader) else { return nil }
      }
    }
    guard reader.rest.isEmpty, let time = reader.finished, time.isRegular else { return nil }
    return (time, reader.offset)
  }

  private static func read(_ field: Field, _ reader: inout LayoutReader) -> Bool {
    switch field {
    case .year: reader.number(4...4) { $0.time.year = $1 }
    case .shortYear: reader.number(2...2) { $0.time.year = $1 < 69 ? 2_000 + $1 : 1_900 + $1 }
    case .month: reader.number(2...2) { $0.time.month = $1 }
    case .plainMonth: reader.number(1...2) { $0.time.month = $1 }
    case .day: reader.number(2...2) { $0.time.day = $1 }
    case .plainDay: reader.number(1...2) { $0.time.day = $1 }
    case .paddedDay:
      reader.take(" ") ? reader.number(1...1) { $0.time.day = $1 } : reader.number(2...2) { $0.time.day = $1 }
    case .hour, .hour12: reader.number(2...2) { $0.time.hour = $1 }
    case .plainHour12: reader.number(1...2) { $0.time.hour = $1 }
    case .minute: reader.number(2...2) { $0.time.minute = $1 }
    case .plainMinute: reader.number(1...2) { $0.time.minute = $1 }
    case .second: reader.number(2...2) { $0.time.second = $1 } && reader.fraction()
    case .plainSecond: reader.number(1...2) { $0.time.second = $1 } && reader.fraction()
    case .millis, .micros, .nanos, .fraction: true
    case .monthName: reader.word(months) { $0.time.month = $1 + 1 }
    case .shortMonth: reader.word(months.map { String($0.prefix(3)) }) { $0.time.month = $1 + 1 }
    case .weekday: reader.word(weekdays) { _, _ in }
    case .shortWeekday: reader.word(weekdays.map { String($0.prefix(3)) }) { _, _ in }
    case .half: reader.word(["AM", "PM"]) { $0.isAfternoon = $1 == 1 }
    case .zone: reader.take("Z") ? reader.utc() : reader.offset(":")
    case .offset: reader.offset(":")
    case .plainOffset: reader.offset("")
    case .zoneName: reader.take("UTC") && reader.utc()
    }
  }
}

/// What a layout has read of a text.
private struct LayoutReader {
  var rest: Substring
  var time = CivilTime(year: 1)
  var offset: Int?
  var isAfternoon: Bool?

  mutating func take(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  mutating func number(_ width: ClosedRange<Int>, _ store: (inout LayoutReader, Int) -> Void) -> Bool {
    let digits = rest.prefix(width.upperBound).prefix { $0.isASCII && $0.isNumber }
    guard digits.count >= width.lowerBound, let number = Int(digits) else { return false }
    rest = rest.dropFirst(digits.count)
    store(&self, number)
    return true
  }

  mutating func word(_ words: [String], _ store: (inout LayoutReader, Int) -> Void) -> Bool {
    guard let index = words.firstIndex(where: { rest.hasPrefix($0) }) else { return false }
    rest = rest.dropFirst(words[index].count)
    store(&self, index)
    return true
  }

  /// A second may have one, whatever the layout says.
  mutating func fraction() -> Bool {
    guard rest.first == "." else { return true }
    let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let number = Int((digits + "000000000").prefix(9)) else { return false }
    rest = rest.dropFirst(digits.count + 1)
    time.nanosecond = number
    return true
  }

  mutating func utc() -> Bool {
    offset = 0
    return true
  }

  mutating func offset(_ separator: String) -> Bool {
    let sign = rest.first == "-" ? -1 : 1
    guard take("-") || take("+") else { return false }
    var (hours, minutes) = (0, 0)
    guard
      number(
        2...2,
        {
          hours = $1; _ = $0
        }), separator.isEmpty || take(separator),
      number(
        2...2,
        {
          minutes = $1; _ = $0
        }), hours < 24, minutes < 60
    else { return false }
    offset = sign * (hours * 3_600 + minutes * 60)
    return true
  }

  var finished: CivilTime? {
    guard let isAfternoon else { return time }
    guard (1...12).contains(time.hour) else { return nil }
    var time = time
    time.hour = time.hour % 12 + (isAfternoon ? 12 : 0)
    return time
  }
}
