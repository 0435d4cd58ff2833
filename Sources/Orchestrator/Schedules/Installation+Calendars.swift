import Cron
import Documents
import Engine
import JSON
public import Store

/// A calendar as somebody gave it: rules in YAML or JSON, or an iCalendar file.
public struct CalendarText: Sendable {
  public var text: String
  public var isICS: Bool
  /// What schedules call it; nil takes the name that the rules say.
  public var name: String?

  /// What an authority publishes for ten years has some hundred kilobytes.
  public static let mostBytes = 2 << 20

  /// - Parameter isICS: nil looks at how the text begins.
  public init(_ text: String, isICS: Bool? = nil, name: String? = nil) {
    self.text = text
    self.isICS = isICS ?? text.hasPrefix("BEGIN:VCALENDAR")
    self.name = name
  }
}

extension Installation {
  /// - Throws: `notFound`.
  public func calendar(_ name: String, for identity: Identity) throws -> CalendarRecord {
    try identity.require(.view)
    guard let calendar = try storage.read({ try $0.calendar(name, tenant: identity.tenant) }) else {
      throw OperationError(.notFound, "there is no calendar '\(name)'; `escapement calendars` lists them")
    }
    return calendar
  }

  /// Makes a calendar, or replaces one. Schedules that name it are looked at anew by the next tick.
  ///
  /// - Parameter expected: the version that it replaces, 0 for none; nil replaces whatever is there.
  /// - Throws: `invalid` with every issue and its place; `conflict` when another version is there.
  public func putCalendar(
    _ text: CalendarText, expected: Int64?, by identity: Identity
  ) throws -> CalendarRecord {
    try identity.require(.manageSchedule)
    guard text.text.utf8.count <= CalendarText.mostBytes else {
      throw OperationError(.tooLarge, "a calendar has at most \(CalendarText.mostBytes) bytes")
    }
    let (definition, written) = try read(text)
    guard let name = text.name ?? written else {
      throw OperationError(
        .invalid, "the calendar has no name", issues: [CheckIssue(.missingKey, path: "name", message: "write a `name`")]
      )
    }
    try check(calendarName: name)
    let now = clock.now()
    return try storage.write { writer in
      try writer.ensureTenant(identity.tenant, at: now)
      let record = CalendarRecord(
        tenant: identity.tenant, name: name, definition: .object(definition.json), createdAt: now,
        updatedBy: identity.actor)
      guard try writer.putCalendar(record, expecting: expected) != nil else {
        throw OperationError(
          .conflict,
          expected == 0
            ? "there is a calendar '\(name)' already; replace it, or choose another name"
            : "the calendar '\(name)' was changed since you looked at it; look again")
      }
      return try writer.calendar(name, tenant: identity.tenant) ?? record
    }
  }

  /// - Throws: `conflict` while a schedule names it.
  public func deleteCalendar(_ name: String, by identity: Identity) throws {
    try identity.require(.manageSchedule)
    try storage.write { writer in
      let users = try writer.schedules(withCalendar: name, tenant: identity.tenant)
      let names = try users.prefix(Self.mostNamed).compactMap { try writer.schedule($0)?.spec.name }
      guard users.isEmpty else {
        let others = users.count > names.count ? " and \(users.count - names.count) more" : ""
        throw OperationError(
          .conflict,
          "the calendar '\(name)' is used by \(names.map { "'\($0)'" }.joined(separator: ", "))\(others); edit them first"
        )
      }
      guard try writer.deleteCalendar(name, tenant: identity.tenant) else {
        throw OperationError(.notFound, "there is no calendar '\(name)'; `escapement calendars` lists them")
      }
    }
  }

  private static let mostNamed = 5

  private func read(_ text: CalendarText) throws -> (definition: CalendarDefinition, name: String?) {
    if text.isICS {
      do { return (try CalendarDefinition(ics: text.text), nil) } catch {
        throw OperationError(
          .invalid, "the calendar file can't be read; nothing was saved",
          issues: [CheckIssue(.invalidValue, line: error.line, message: error.reason)])
      }
    }
    let document: Document
    do { document = try Document.parse(text.text, named: "calendar") } catch {
      throw OperationError(uncalendared: CheckReport(error, source: text.text))
    }
    let (definition, report) = CalendarDefinition.read(document)
    guard let definition else { throw OperationError(uncalendared: report) }
    return (definition, document.value["name"]?.stringValue)
  }

  private func check(calendarName name: String) throws(OperationError) {
    guard WorkflowID.isWellFormed(name) else {
      let message = "a calendar's name has small letters, digits, '.', '_' and '-', as in 'germany-2027'"
      throw OperationError(.invalid, message, issues: [CheckIssue(.invalidValue, path: "name", message: message)])
    }
  }
}

extension OperationError {
  fileprivate init(uncalendared report: CheckReport) {
    let count = report.errors.count
    self.init(
      .invalid, "the calendar has \(count == 1 ? "a mistake" : "\(count) mistakes"); nothing was saved",
      issues: report.issues)
  }
}
