import Engine
import JSON

enum CalendarStatements: Statements {
  case load
  case list
  case insert
  case update
  case delete
  case users
  case wakeUsers

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT tenant, name, definition, version, created_at, updated_at, updated_by FROM calendars
      WHERE tenant = ? AND name = ?
      """
    case .list:
      """
      SELECT tenant, name, definition, version, created_at, updated_at, updated_by FROM calendars
      WHERE tenant = ? ORDER BY name
      """
    case .insert:
      """
      INSERT INTO calendars (tenant, name, definition, version, created_at, updated_at, updated_by)
      VALUES (?, ?, ?, 1, ?, ?, ?)
      """
    case .update:
      """
      UPDATE calendars SET definition = ?3, version = version + 1, updated_at = ?4, updated_by = ?5
      WHERE tenant = ?1 AND name = ?2
      """
    case .delete: "DELETE FROM calendars WHERE tenant = ? AND name = ?"
    case .users:
      "SELECT id FROM schedules INDEXED BY schedules_of_calendar WHERE tenant = ? AND calendar = ? ORDER BY id"
    // A holiday that is new may lie before the instant for which they would be looked at next.
    case .wakeUsers:
      """
      UPDATE schedules SET due_at = min(coalesce(due_at, ?3), ?3), moves = moves + 1
      WHERE tenant = ?1 AND calendar = ?2 AND enabled = 1 AND failure_kind IS NOT 'poison'
      """
    }
  }
}

extension SQLiteTransaction {
  func calendar(_ name: String, tenant: TenantID) throws -> CalendarRecord? {
    try connection.first(CalendarStatements.load.sql, tenant, name) { try calendar(from: &$0) }
  }

  func calendars(of tenant: TenantID) throws -> [CalendarRecord] {
    try connection.all(CalendarStatements.list.sql, tenant) { try calendar(from: &$0) }
  }

  func schedules(withCalendar name: String, tenant: TenantID) throws -> [ScheduleID] {
    try connection.all(CalendarStatements.users.sql, tenant, name) { $0.identifier() }
  }

  func putCalendar(_ calendar: CalendarRecord, expecting version: Int64?) throws -> Int64? {
    let found = try self.calendar(calendar.name, tenant: calendar.tenant)?.version ?? 0
    if let version, version != found { return nil }
    let definition = try column(calendar.definition)
    if found == 0 {
      try connection.execute(
        CalendarStatements.insert.sql, calendar.tenant, calendar.name, definition, calendar.createdAt,
        calendar.updatedAt, calendar.updatedBy)
    } else {
      try connection.execute(
        CalendarStatements.update.sql, calendar.tenant, calendar.name, definition, calendar.updatedAt,
        calendar.updatedBy)
    }
    try wakeUsers(of: calendar.name, calendar.tenant, at: calendar.updatedAt)
    return found + 1
  }

  func deleteCalendar(_ name: String, tenant: TenantID) throws -> Bool {
    try connection.execute(CalendarStatements.delete.sql, tenant, name) == 1
  }

  private func wakeUsers(of name: String, _ tenant: TenantID, at now: Instant) throws {
    try connection.execute(CalendarStatements.wakeUsers.sql, tenant, name, now)
  }

  private func calendar(from row: inout Row) throws -> CalendarRecord {
    let (tenant, name): (TenantID, String) = (row.identifier(), row.text())
    let definition: JSONValue = try value(row.text())
    let (version, createdAt, updatedAt) = (row.integer(), row.instant(), row.instant())
    var record = CalendarRecord(
      tenant: tenant, name: name, definition: definition, version: version, createdAt: createdAt,
      updatedBy: row.identifier())
    record.updatedAt = updatedAt
    return record
  }
}
