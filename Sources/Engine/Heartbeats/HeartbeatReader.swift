import Cron
public import Documents
import JSON

/// Reads what describes a heartbeat, strictly and with places: a `HEARTBEAT.md`, or the same fields as an object.
public enum HeartbeatReader {
  /// The fields as an object: what the programming interface, forms and the command line send. Its checks are the list
  /// `checks`.
  ///
  /// - Returns: no spec exactly when the report has errors.
  public static func read(_ document: Document) -> (spec: HeartbeatSpec?, report: CheckReport) {
    let findings = Findings(document)
    let whole = Field(value: document.value, place: Place(), findings: findings)
    let spec = ObjectReader(whole, HeartbeatKeys.object).flatMap { reader in
      Self.spec(reader, checks: checks(reader), fallbackName: nil)
    }
    let report = findings.report
    return (report.hasErrors ? nil : spec, report)
  }

  /// A `HEARTBEAT.md`: front matter between two lines `---`, then the checklist.
  ///
  /// - Parameter fallbackName: the name of a file whose front matter has none.
  public static func read(
    file text: String, named name: String, fallbackName: String?
  ) -> (spec: HeartbeatSpec?, report: CheckReport) {
    let parts: HeartbeatFile
    do throws(DocumentError) { parts = try HeartbeatFile(text, named: name) } catch {
      return (nil, CheckReport(error, source: text))
    }
    let findings = Findings(parts.frontMatter)
    let whole = Field(value: parts.frontMatter.value, place: Place(), findings: findings)
    let spec = ObjectReader(whole, HeartbeatKeys.frontMatter).flatMap { reader in
      Self.spec(reader, checks: parts.checks, fallbackName: fallbackName)
    }
    var report = CheckReport(file: name, source: text, issues: findings.issues, omitted: findings.omitted)
    report.add(parts.issues)
    return (report.hasErrors ? nil : spec, report)
  }

  private static func spec(_ reader: ObjectReader, checks: [String], fallbackName: String?) -> HeartbeatSpec? {
    let name = name(reader, fallbackName)
    let interval = required("interval", of: reader, hint: "as 30m or PT1H")?.duration()
    let agent = required("agent", of: reader, hint: "the agent that answers each check")?.text()
    if let interval, interval.value < shortestInterval {
      reader.field("interval")?.invalid("a heartbeat beats at most once a second", expected: "1s or more")
    }
    let hours = reader.field("activeHours").flatMap(hours)
    guard let name, let interval, let agent else { return nil }
    return HeartbeatSpec(
      name: name, description: reader.text("description")?.value, agent: AgentID(rawValue: agent.value),
      interval: interval.value, timezone: reader.text("timezone")?.value ?? "UTC", activeHours: hours, checks: checks,
      alertAfter: reader.field("alertAfter")?.integer(in: 1...1_000)?.value ?? HeartbeatSpec.usualAlertAfter,
      checkTimeout: reader.duration("timeoutSeconds")?.value ?? HeartbeatSpec.usualCheckTimeout)
  }

  /// Ticks look at the clock no oftener, also when they linger.
  private static let shortestInterval = TimeSpan.seconds(1)

  private static func required(_ key: String, of reader: ObjectReader, hint: String) -> Field? {
    guard let field = reader.field(key) else {
      reader.missing(key, hint: hint)
      return nil
    }
    return field
  }

  private static func name(_ reader: ObjectReader, _ fallback: String?) -> String? {
    guard let text = reader.text("name") else {
      guard let fallback, WatchName.isWellFormed(fallback) else {
        reader.missing("name", hint: WatchName.form)
        return nil
      }
      return fallback
    }
    guard WatchName.isWellFormed(text.value) else {
      reader.field("name")?.invalid("`\(text.value)` can't be a heartbeat's name", expected: WatchName.form)
      return nil
    }
    return text.value
  }

  private static func checks(_ reader: ObjectReader) -> [String] {
    guard let field = reader.field("checks") else {
      reader.missing("checks", hint: "a list of questions or things to look at")
      return []
    }
    var seen: Set<String> = []
    let texts = field.texts() ?? []
    if texts.isEmpty { field.invalid("a heartbeat without checks has nothing to ask", expected: "at least one check") }
    if texts.count > HeartbeatSpec.mostChecks {
      field.invalid("there are \(texts.count) checks", expected: "at most \(HeartbeatSpec.mostChecks)")
    }
    return texts.map { text in
      if let problem = HeartbeatFile.problem(of: text.value, among: seen) {
        field.findings.report(.invalidValue, at: text.place, problem)
      }
      seen.insert(text.value)
      return text.value
    }
  }

  private static func hours(_ field: Field) -> ActiveHours? {
    guard let reader = ObjectReader(field, HeartbeatKeys.activeHours) else { return nil }
    let start = required("start", of: reader, hint: "as \"08:00\"")?.text()
    let end = required("end", of: reader, hint: "as \"20:00\"")?.text()
    let days = reader.field("days")?.texts()?.compactMap { day -> Weekday? in
      guard let known = Weekday(name: day.value) else {
        field.findings.report(
          .invalidValue, at: day.place, "`\(day.value)` is no day", expected: "mon, tue, wed, thu, fri, sat or sun")
        return nil
      }
      return known
    }
    guard let start, let end else { return nil }
    do throws(ActiveHours.Problem) {
      return try ActiveHours(start: start.value, end: end.value, days: days ?? Weekday.allCases)
    } catch {
      field.invalid("\(error)")
      return nil
    }
  }
}

/// The keys of a heartbeat.
enum HeartbeatKeys {
  static let frontMatter = KeyTable(
    "a heartbeat's front matter",
    [
      "name", "description", "interval", "timezone", "activeHours", "agent", "alertAfter",
      .init("timeoutSeconds", "timeout"),
    ])

  static let object = frontMatter.extended(as: "a heartbeat", ["checks"])

  static let activeHours = KeyTable("activeHours", ["start", "end", "days"])
}
