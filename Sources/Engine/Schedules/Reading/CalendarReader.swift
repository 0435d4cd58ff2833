public import Cron
public import Documents
public import JSON

/// A business calendar as somebody wrote it: weekly days off, holidays by rules, holidays of an iCalendar file.
public struct CalendarDefinition: Hashable, Sendable {
  public var calendar: BusinessCalendar
  /// `{daysOff, holidays: [{name, on}], ics}`, as it is kept and shown.
  public var json: JSONObject

  /// Reads a calendar strictly. Nil exactly when the report has errors.
  public static func read(_ document: Document) -> (definition: CalendarDefinition?, report: CheckReport) {
    let findings = Findings(document)
    let whole = Field(value: document.value, place: Place(), findings: findings)
    let definition = ObjectReader(whole, CalendarReader.keys).flatMap { CalendarReader(reader: $0).definition() }
    let report = findings.report
    return (report.hasErrors ? nil : definition, report)
  }

  /// The calendar of an iCalendar file, with weekly days off, which such files don't have.
  public init(ics: String, daysOff: [Weekday] = []) throws(ICSError) {
    calendar = BusinessCalendar(holidays: try BusinessCalendar.readICS(ics), daysOff: Set(daysOff))
    json = ["daysOff": .array(daysOff.map { .string($0.abbreviation) }), "ics": .string(ics)]
  }

  /// Reads what is kept.
  public init(stored: JSONValue) throws(Schedule.Failure) {
    let read: (definition: CalendarDefinition?, report: CheckReport)
    do { read = CalendarDefinition.read(try Document.parse(stored.text, named: "calendar", format: .json)) } catch {
      throw Schedule.Failure(.calendar, "the calendar can't be read any more: \(error.message)")
    }
    guard let definition = read.definition else {
      let first = read.report.errors.first
      throw Schedule.Failure(
        .calendar, "the calendar can't be read any more: \(first?.path ?? ""): \(first?.message ?? "no reason given")")
    }
    self = definition
  }

  fileprivate init(calendar: BusinessCalendar, json: JSONObject) {
    self.calendar = calendar
    self.json = json
  }
}

private struct CalendarReader {
  static let keys = KeyTable("a calendar", ["name", "daysOff", "holidays", "ics"])
  static let holidayKeys = KeyTable("a holiday", ["name", .init("on", "date")])

  let reader: ObjectReader

  func definition() -> CalendarDefinition? {
    var json: JSONObject = [:]
    let daysOff = reader.field("daysOff").map(weekdays) ?? []
    json["daysOff"] = .array(daysOff.map { .string($0.abbreviation) })
    var holidays: [Holiday] = []
    if let field = reader.field("holidays") {
      let elements = field.elements() ?? []
      let read = elements.compactMap(holiday)
      holidays += read
      json["holidays"] = .array(elements.map(\.value))
    }
    if let field = reader.field("ics") {
      holidays += file(field)
      json["ics"] = field.value
    }
    if daysOff.count == Weekday.allCases.count {
      reader.field("daysOff")?.invalid("with every day off there would be no business day")
    }
    if holidays.isEmpty, daysOff.isEmpty, !reader.findings.report.hasErrors {
      reader.findings.report(
        .missingKey, at: reader.place, "a calendar needs `daysOff`, `holidays` or `ics`", expected: "holidays")
    }
    return CalendarDefinition(calendar: BusinessCalendar(holidays: holidays, daysOff: Set(daysOff)), json: json)
  }

  private func weekdays(_ field: Field) -> [Weekday] {
    let days = (field.texts() ?? []).compactMap { text -> Weekday? in
      if let day = Weekday(name: text.value) { return day }
      field.findings.report(
        .invalidValue, at: text.place, "`\(text.value)` is no day of the week",
        expected: "mon, tue, wed, thu, fri, sat or sun", actual: text.value)
      return nil
    }
    return Weekday.allCases.filter(Set(days).contains)
  }

  private func holiday(_ field: Field) -> Holiday? {
    guard let reader = ObjectReader(field, Self.holidayKeys) else { return nil }
    for key in ["name", "on"] where !reader.has(key) { reader.missing(key) }
    guard let name = reader.text("name")?.value, let on = reader.field("on"), let text = on.text()?.value else {
      return nil
    }
    do { return try Holiday(name, on: text) } catch {
      on.invalid("\(error)")
      return nil
    }
  }

  private func file(_ field: Field) -> [Holiday] {
    guard let text = field.text()?.value else { return [] }
    do { return try BusinessCalendar.readICS(text) } catch {
      field.invalid("\(error)")
      return []
    }
  }
}
