import Cron
import JSON

extension ScheduleReader {
  /// Everything beside what starts, and when.
  func readLimits(into spec: inout ScheduleSpec, _ zone: Zone?) {
    if let payload = reader.field("payload") { spec.payload = payload.object() ?? [:] }
    spec.activeHours = reader.field("activeHours").flatMap(activeHours)
    spec.calendar = reader.field("calendar").flatMap(calendar)
    spec.onHoliday = reader.field("onHoliday")?.choice(of: HolidayPolicy.allCases)?.value ?? .skip
    if let field = reader.field("onHoliday"), !reader.has("calendar") {
      findings.report(
        .conflictingKeys, at: field.place, part: .key, "`onHoliday` means nothing without a `calendar`",
        hint: "name the calendar that says which days are holidays")
    }
    spec.startAt = reader.field("startAt").flatMap { moment($0, in: zone) }
    spec.endAt = reader.field("endAt").flatMap { end($0, in: zone, after: spec.startAt) }
    spec.maxRuns = reader.field("maxRuns")?.integer(in: ScheduleBounds.runs)?.value
    spec.jitter = span("jitterSeconds", upTo: ScheduleBounds.longestJitter) ?? spec.jitter
    spec.overlap = reader.field("overlap")?.choice(of: OverlapPolicy.allCases)?.value ?? spec.overlap
    spec.catchUp = reader.field("catchUp").map(catchUp) ?? spec.catchUp
    spec.pauseOnFailure = reader.field("pauseOnFailure")?.bool()?.value ?? false
    spec.note = reader.field("note").flatMap(note)
  }

  private func activeHours(_ field: Field) -> ScheduleSpec.Hours? {
    guard let reader = ObjectReader(field, ScheduleKeys.activeHours) else { return nil }
    for key in ["start", "end"] where !reader.has(key) { reader.missing(key, hint: "a time of day, as `08:30`") }
    let days = reader.field("days").map(weekdays) ?? []
    guard let start = reader.text("start"), let end = reader.text("end"), let days else { return nil }
    let named = days.isEmpty ? Weekday.allCases : days
    do {
      _ = try ActiveHours(start: start.value, end: end.value, days: named)
      return ScheduleSpec.Hours(start: start.value, end: end.value, days: days.map(\.abbreviation))
    } catch {
      field.invalid(
        "\(error)", expected: "`start` and `end` as `HH:MM`",
        hint: "the start is included, the end is not; over midnight is allowed, and `24:00` is the day's end")
      return nil
    }
  }

  /// In the order of the week; nil after reporting a word that is no day.
  private func weekdays(_ field: Field) -> [Weekday]? {
    guard let texts = field.texts() else { return nil }
    let known = texts.map { (text: $0, day: Weekday(name: $0.value)) }
    for unknown in known where unknown.day == nil {
      let names = Weekday.allCases.flatMap { [$0.name, $0.abbreviation] }
      findings.report(
        .invalidValue, at: unknown.text.place, "`\(unknown.text.value)` is no day of the week",
        expected: "mon, tue, wed, thu, fri, sat or sun", actual: unknown.text.value,
        hint: findings.nearest(to: unknown.text.value, among: names).map { "did you mean `\($0)`?" })
    }
    guard !known.contains(where: { $0.day == nil }) else { return nil }
    let days = Set(known.compactMap(\.day))
    return Weekday.allCases.filter(days.contains)
  }

  private func calendar(_ field: Field) -> String? {
    guard let name = field.text()?.value else { return nil }
    guard surroundings.calendars.contains(name) else {
      field.invalid(
        "there is no calendar `\(name)`", expected: Spelling.list(surroundings.calendars),
        hint: findings.nearest(to: name, among: surroundings.calendars).map { "did you mean `\($0)`?" }
          ?? "make it first: POST /calendars, or `escapement calendars create`")
      return nil
    }
    return name
  }

  private func end(_ field: Field, in zone: Zone?, after start: Instant?) -> Instant? {
    guard let end = moment(field, in: zone) else { return nil }
    if let start, end <= start {
      field.invalid("it would end before it starts", expected: "a moment after \(start)")
    } else if end <= surroundings.now, surroundings.earlier?.endAt != end {
      field.invalid("\(end) is in the past, so it would never fire", expected: "a moment after \(surroundings.now)")
    }
    return end
  }

  private func catchUp(_ field: Field) -> CatchUp {
    var policy = CatchUp()
    // The mode alone is the short form.
    if field.value.stringValue != nil {
      policy.mode = field.choice(of: CatchUp.Mode.allCases)?.value ?? policy.mode
      return policy
    }
    guard let reader = ObjectReader(field, ScheduleKeys.catchUp) else { return policy }
    let inner = ScheduleReader(reader: reader, surroundings: surroundings)
    policy.mode = reader.field("mode")?.choice(of: CatchUp.Mode.allCases)?.value ?? policy.mode
    policy.window = inner.span("windowSeconds", upTo: ScheduleBounds.longestCatchUp) ?? policy.window
    policy.max = reader.field("max")?.integer(in: ScheduleBounds.caughtUp)?.value ?? policy.max
    policy.spacing = inner.span("spacingSeconds", upTo: ScheduleBounds.longestSpacing) ?? policy.spacing
    return policy
  }

  private func span(_ name: String, upTo longest: TimeSpan) -> TimeSpan? {
    guard let field = reader.field(name), let span = field.duration(zeroAllowed: true)?.value else { return nil }
    guard span <= longest else {
      field.invalid("this is longer than \(longest.inSeconds)", expected: "at most \(longest.inSeconds)")
      return nil
    }
    return span
  }

  private func note(_ field: Field) -> String? {
    guard let text = field.text()?.value else { return nil }
    guard text.utf8.count <= ScheduleBounds.noteBytes else {
      field.invalid("a note has at most \(ScheduleBounds.noteBytes) bytes")
      return nil
    }
    return text
  }
}
