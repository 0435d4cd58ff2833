import Engine

/// The payloads of a workflow's schedules as a set: ten thousand schedules are revalidated by a few statements.
enum SchedulePayloadStatements: Statements {
  case distinct
  case fail
  case clear

  var sql: SQL {
    switch self {
    case .distinct:
      """
      SELECT payload, CASE failure_kind WHEN 'validation' THEN failure END AS noted, json_group_array(id)
      FROM schedules WHERE tenant = ? AND workflow = ? GROUP BY payload, noted
      """
    case .fail:
      """
      UPDATE schedules SET failure_kind = 'validation', failure = ?5, last_error = ?5, moves = moves + 1
      WHERE id IN (SELECT value FROM json_each(?4)) AND +tenant = ?1 AND +workflow = ?2 AND payload = ?3
        AND (failure_kind IS NULL OR (failure_kind = 'validation' AND failure <> ?5))
      """
    case .clear:
      """
      UPDATE schedules SET failure_kind = NULL, failure = NULL, moves = moves + 1
      WHERE id IN (SELECT value FROM json_each(?4)) AND +tenant = ?1 AND +workflow = ?2 AND payload = ?3
        AND failure_kind = 'validation'
      """
    }
  }
}

extension SQLiteTransaction {
  func payloads(ofSchedulesOf workflow: WorkflowID, tenant: TenantID) throws -> [SchedulePayload] {
    try connection.all(SchedulePayloadStatements.distinct.sql, tenant, workflow) { row in
      let column = row.text()
      return SchedulePayload(
        payload: try object(column), column: column, failure: row.optionalText(), schedules: row.text())
    }
  }

  @discardableResult
  func setValidity(
    of payload: SchedulePayload, ofSchedulesOf workflow: WorkflowID, tenant: TenantID, failure: String?
  ) throws -> Int {
    guard let failure else {
      return try connection.execute(
        SchedulePayloadStatements.clear.sql, tenant, workflow, payload.column, payload.schedules)
    }
    return try connection.execute(
      SchedulePayloadStatements.fail.sql, tenant, workflow, payload.column, payload.schedules, failure)
  }
}
