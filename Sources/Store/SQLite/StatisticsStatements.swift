import Engine

enum StatisticsStatements: Statements {
  case openRuns
  case endedRuns
  case pendingApprovals
  case failing
  case history
  case totals

  var sql: SQL {
    switch self {
    case .openRuns:
      """
      SELECT value, (SELECT count(*) FROM runs INDEXED BY runs_list_of_status
                     WHERE tenant = ?1 AND status = open.value)
      FROM json_each('["PENDING","RUNNING","WAITING_APPROVAL","WAITING_SIGNAL","WAITING_TIMER","PAUSED"]') open
      """
    case .endedRuns:
      "SELECT status, sum(runs), sum(duration_ms) FROM rollups WHERE tenant = ?1 AND hour >= ?2 GROUP BY status"
    case .pendingApprovals:
      "SELECT count(*) FROM approvals INDEXED BY approvals_inbox WHERE tenant = ? AND status = 'PENDING'"
    case .failing:
      """
      SELECT workflow, sum(CASE WHEN status IN ('FAILED', 'TIMED_OUT') THEN runs ELSE 0 END) AS failures, sum(runs)
      FROM rollups WHERE tenant = ?1 AND hour >= ?2
      GROUP BY workflow HAVING failures > 0 ORDER BY failures DESC, workflow LIMIT ?3
      """
    case .history:
      """
      SELECT hour, status, runs, duration_ms FROM rollups INDEXED BY rollups_of_workflow
      WHERE tenant = ?1 AND workflow = ?2 AND hour >= ?3 ORDER BY hour, status
      """
    case .totals:
      """
      SELECT workflow, status, sum(runs), sum(duration_ms) FROM rollups
      WHERE tenant = ?1 AND hour >= ?2 GROUP BY workflow, status
      """
    }
  }
}

extension SQLiteTransaction {
  /// More would be a list, not an overview.
  private static let failingLimit = 10

  func overview(of tenant: TenantID, since: Instant) throws -> Overview {
    var overview = Overview()
    let open = try connection.all(StatisticsStatements.openRuns.sql, tenant) { row in
      (status: try row.word() as RunStatus, count: row.int())
    }
    for (status, count) in open where count > 0 { overview.open[status] = count }
    _ = try connection.all(StatisticsStatements.endedRuns.sql, tenant, since.hour) { row in
      overview.ended.add(try row.word(), runs: row.int(), milliseconds: row.integer())
    }
    overview.pendingApprovals =
      try connection.first(StatisticsStatements.pendingApprovals.sql, tenant) { $0.int() } ?? 0
    overview.failing = try connection.all(
      StatisticsStatements.failing.sql, tenant, since.hour, Self.failingLimit
    ) { FailingWorkflow(workflow: $0.identifier(), failures: $0.int(), total: $0.int()) }
    return overview
  }

  func history(of workflow: WorkflowID, tenant: TenantID, since: Instant) throws -> [HourlyCount] {
    var hours: [HourlyCount] = []
    _ = try connection.all(StatisticsStatements.history.sql, tenant, workflow, since.hour) { row in
      let hour = row.instant()
      if hours.last?.from != hour { hours.append(HourlyCount(from: hour, counts: RunCounts())) }
      hours[hours.count - 1].counts.add(try row.word(), runs: row.int(), milliseconds: row.integer())
    }
    return hours
  }

  func totals(of tenant: TenantID, since: Instant) throws -> [WorkflowID: RunCounts] {
    var totals: [WorkflowID: RunCounts] = [:]
    _ = try connection.all(StatisticsStatements.totals.sql, tenant, since.hour) { row in
      totals[row.identifier(), default: RunCounts()].add(
        try row.word(), runs: row.int(), milliseconds: row.integer())
    }
    return totals
  }
}

extension RunCounts {
  fileprivate mutating func add(_ status: RunStatus, runs: Int, milliseconds: Int64) {
    byStatus[status, default: 0] += runs
    duration.milliseconds += milliseconds
  }
}

extension Instant {
  /// The beginning of the hour, as `rollups` are kept.
  fileprivate var hour: Int64 { milliseconds - milliseconds % 3_600_000 }
}
