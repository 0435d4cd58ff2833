public import Documents
import JSON

/// Reads what describes a monitor, strictly and with places.
public enum MonitorReader {
  /// - Returns: no spec exactly when the report has errors.
  public static func read(_ document: Document) -> (spec: MonitorSpec?, report: CheckReport) {
    let findings = Findings(document)
    let whole = Field(value: document.value, place: Place(), findings: findings)
    let spec = ObjectReader(whole, keys).flatMap(spec)
    let report = findings.report
    return (report.hasErrors ? nil : spec, report)
  }

  private static let keys = KeyTable("a monitor", ["name", "every", "cron", "timezone", "grace", "note"])

  private static func spec(_ reader: ObjectReader) -> MonitorSpec? {
    let grace = reader.field("grace")?.duration(zeroAllowed: true)?.value ?? MonitorSpec.usualGrace
    let note = reader.text("note")?.value
    if !reader.has("name") { reader.missing("name") }
    guard let name = reader.text("name")?.value, let expectation = expectation(reader) else { return nil }
    return MonitorSpec(name: name, expectation: expectation, grace: grace, note: note)
  }

  private static func expectation(_ reader: ObjectReader) -> MonitorSpec.Expectation? {
    switch (reader.field("every"), reader.field("cron")) {
    case (let every?, nil):
      reader.field("timezone")?.invalid("`every` counts seconds and has no zone", hint: "leave `timezone` out")
      return every.duration().map { .every($0.value) }
    case (nil, let cron?):
      return cron.text().map { .cron($0.value, timezone: reader.text("timezone")?.value ?? "UTC") }
    case (_?, let cron?):
      cron.invalid("a monitor has either `every` or `cron`", hint: "keep one of the two")
      return nil
    case (nil, nil):
      reader.missing("every", hint: "as 1h, or write `cron` as the job's crontab does")
      return nil
    }
  }
}
