import Cron
public import Documents
import JSON

/// A schedule as somebody asked for it.
public struct ScheduleRequest: Hashable, Sendable {
  public var spec: ScheduleSpec
  /// Nil: a new one is enabled, an edited one stays as it is.
  public var isEnabled: Bool?

  /// Reads a schedule strictly: all that is wrong is reported at once, each with its place and, where one can be
  /// guessed, what was probably meant. Nil exactly when the report has errors.
  ///
  /// What only the store knows (the workflow, its schema, other schedules' names) is checked by who stores it.
  public static func read(
    _ document: Document, in surroundings: ScheduleSurroundings
  ) -> (request: ScheduleRequest?, report: CheckReport) {
    let findings = Findings(document)
    let whole = Field(value: document.value, place: Place(), findings: findings)
    let request = ObjectReader(whole, ScheduleKeys.schedule).flatMap {
      ScheduleReader(reader: $0, surroundings: surroundings).request()
    }
    let report = findings.report
    return (report.hasErrors ? nil : request, report)
  }
}

/// Decodes one schedule. What belongs to its timing and to its limits is in the extensions.
struct ScheduleReader {
  let reader: ObjectReader
  let surroundings: ScheduleSurroundings

  var findings: Findings { reader.findings }

  func request() -> ScheduleRequest? {
    let name = name()
    let workflow = workflow()
    let zone = zone()
    let timing = timing(in: zone)
    let enabled = reader.field("enabled")?.bool()?.value
    // Made of nothing where something is wrong already, so that the rest is looked at, too.
    var spec = ScheduleSpec(
      name: name ?? "", workflow: workflow ?? "", timing: timing ?? .once(surroundings.now),
      timezone: zone?.name ?? surroundings.standardZone)
    readLimits(into: &spec, zone)
    guard let zone, name != nil, workflow != nil, timing != nil, !findings.report.hasErrors else { return nil }
    checkThatItFires(spec, in: zone)
    return ScheduleRequest(spec: spec, isEnabled: enabled)
  }

  private func name() -> String? {
    guard let field = reader.field("name") else {
      reader.missing("name", hint: "a workflow may have many schedules; the name tells them apart")
      return nil
    }
    guard let text = field.text()?.value else { return nil }
    guard text.contains(where: { !$0.isWhitespace }), text.count <= ScheduleBounds.nameCharacters,
      text.first?.isWhitespace == false, text.last?.isWhitespace == false,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      field.invalid(
        "this can't be a schedule's name",
        expected: "1 to \(ScheduleBounds.nameCharacters) characters on one line, without spaces around them")
      return nil
    }
    return text
  }

  private func workflow() -> WorkflowID? {
    guard let field = reader.field("workflowId") else {
      reader.missing("workflowId", hint: "the id of the workflow that it starts")
      return nil
    }
    guard let text = field.text()?.value else { return nil }
    guard WorkflowID.isWellFormed(text) else {
      field.invalid("`\(text)` can't be a workflow's id", expected: WorkflowID.form)
      return nil
    }
    return WorkflowID(rawValue: text)
  }

  /// Nil after reporting that the host has no such zone.
  private func zone() -> Zone? {
    guard let field = reader.field("timezone") else {
      do { return try surroundings.zone(surroundings.standardZone) } catch {
        findings.report(
          .missingKey, at: reader.place, "the schedule names no `timezone`, and \(error)", hint: "write one")
        return nil
      }
    }
    guard let text = field.text()?.value else { return nil }
    do { return try surroundings.zone(text) } catch {
      field.invalid("\(error)", expected: "an IANA name such as `Europe/Berlin` or `UTC`")
      return nil
    }
  }
}
