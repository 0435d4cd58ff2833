import Engine
import JSON

// Lists are walked by index, newest first, from the last row of the page before. A list of several statuses is several
// walks that are merged: each reads at most a page, however rare its status is.

enum RunListStatements: Statements {
  case all
  case ofWorkflow
  case ofStatus
  case ofWorkflowAndStatus
  case ofLabel
  case ofSchedule
  case steps

  var sql: SQL {
    switch self {
    case .all:
      """
      SELECT id, tenant, workflow, revision, status, error, trigger, labels, created_at, started_at, finished_at,
        waiting_for
      FROM runs INDEXED BY runs_list
      WHERE tenant = ?1 AND (created_at, id) < (?2, ?3) AND created_at >= ?4
      ORDER BY created_at DESC, id DESC LIMIT ?5
      """
    case .ofWorkflow:
      """
      SELECT id, tenant, workflow, revision, status, error, trigger, labels, created_at, started_at, finished_at,
        waiting_for
      FROM runs INDEXED BY runs_list_of_workflow
      WHERE tenant = ?1 AND workflow = ?6 AND (created_at, id) < (?2, ?3) AND created_at >= ?4
      ORDER BY created_at DESC, id DESC LIMIT ?5
      """
    case .ofStatus:
      """
      SELECT id, tenant, workflow, revision, status, error, trigger, labels, created_at, started_at, finished_at,
        waiting_for
      FROM runs INDEXED BY runs_list_of_status
      WHERE tenant = ?1 AND status = ?6 AND (created_at, id) < (?2, ?3) AND created_at >= ?4
      ORDER BY created_at DESC, id DESC LIMIT ?5
      """
    case .ofWorkflowAndStatus:
      """
      SELECT id, tenant, workflow, revision, status, error, trigger, labels, created_at, started_at, finished_at,
        waiting_for
      FROM runs INDEXED BY runs_list_of_workflow_and_status
      WHERE tenant = ?1 AND workflow = ?6 AND status = ?7 AND (created_at, id) < (?2, ?3) AND created_at >= ?4
      ORDER BY created_at DESC, id DESC LIMIT ?5
      """
    case .ofLabel:
      """
      SELECT r.id, r.tenant, r.workflow, r.revision, r.status, r.error, r.trigger, r.labels, r.created_at,
        r.started_at, r.finished_at, r.waiting_for
      FROM run_labels l JOIN runs r ON r.id = l.run
      WHERE l.tenant = ?1 AND l.key = ?6 AND l.value = ?7 AND (l.created_at, l.run) < (?2, ?3) AND l.created_at >= ?4
        AND (?8 IS NULL OR r.workflow = ?8) AND (?9 IS NULL OR r.status IN (SELECT value FROM json_each(?9)))
      ORDER BY l.created_at DESC, l.run DESC LIMIT ?5
      """
    case .ofSchedule:
      """
      SELECT id, tenant, workflow, revision, status, error, trigger, labels, created_at, started_at, finished_at,
        waiting_for
      FROM runs INDEXED BY runs_of_schedule
      WHERE schedule = ?6 AND tenant = ?1 AND (created_at, id) < (?2, ?3) AND created_at >= ?4
        AND (?7 IS NULL OR workflow = ?7) AND (?8 IS NULL OR status IN (SELECT value FROM json_each(?8)))
      ORDER BY created_at DESC, id DESC LIMIT ?5
      """
    case .steps:
      """
      SELECT seq, id, frame, state, visit, path, type, status, attempt, delivery, executor, error, created_at,
        started_at, finished_at, deadline_at, child
      FROM steps INDEXED BY steps_of_run WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?
      """
    }
  }
}

extension SQLiteTransaction {
  func runs(_ filter: RunFilter, page: PageRequest) throws -> Page<RunSummary> {
    var start = page.cursor ?? PageCursor(position: .max)
    if let until = filter.until, until.milliseconds <= start.position {
      start = PageCursor(position: until.milliseconds)
    }
    let runs = try walk(filter, from: start, limit: page.limit + 1)
    return Page(
      runs.map { ($0, PageCursor(position: $0.createdAt.milliseconds, id: $0.id.rawValue)) }, limit: page.limit)
  }

  func steps(of run: RunID, page: PageRequest) throws -> Page<StepSummary> {
    let rows = try connection.all(
      RunListStatements.steps.sql, run, page.cursor?.position ?? 0, page.limit + 1
    ) { row in
      let cursor = PageCursor(position: row.integer())
      return (item: try stepSummary(from: &row), cursor: cursor)
    }
    return Page(rows, limit: page.limit)
  }

  private func walk(_ filter: RunFilter, from start: PageCursor, limit: Int) throws -> [RunSummary] {
    let since = filter.since?.milliseconds ?? .min
    let statuses = filter.statuses.isEmpty ? nil : listColumn(filter.statuses.map(\.rawValue))
    if let schedule = filter.schedule {
      return try connection.all(
        RunListStatements.ofSchedule.sql, filter.tenant, start.position, start.id, since, limit, schedule,
        filter.workflow, statuses
      ) { try summary(from: &$0) }
    }
    if let label = filter.label {
      return try connection.all(
        RunListStatements.ofLabel.sql, filter.tenant, start.position, start.id, since, limit, label.key, label.value,
        filter.workflow, statuses
      ) { try summary(from: &$0) }
    }
    if filter.statuses.isEmpty { return try walk(filter, status: nil, from: start, since: since, limit: limit) }
    let walks = try filter.statuses.flatMap { status in
      try walk(filter, status: status, from: start, since: since, limit: limit)
    }
    return Array(walks.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }.prefix(limit))
  }

  private func walk(
    _ filter: RunFilter, status: RunStatus?, from start: PageCursor, since: Int64, limit: Int
  ) throws -> [RunSummary] {
    switch (filter.workflow, status) {
    case (nil, nil):
      try connection.all(
        RunListStatements.all.sql, filter.tenant, start.position, start.id, since, limit
      ) { try summary(from: &$0) }
    case (let workflow?, nil):
      try connection.all(
        RunListStatements.ofWorkflow.sql, filter.tenant, start.position, start.id, since, limit, workflow
      ) { try summary(from: &$0) }
    case (nil, let status?):
      try connection.all(
        RunListStatements.ofStatus.sql, filter.tenant, start.position, start.id, since, limit, status
      ) { try summary(from: &$0) }
    case (let workflow?, let status?):
      try connection.all(
        RunListStatements.ofWorkflowAndStatus.sql, filter.tenant, start.position, start.id, since, limit, workflow,
        status
      ) { try summary(from: &$0) }
    }
  }

  private func summary(from row: inout Row) throws -> RunSummary {
    RunSummary(
      id: row.identifier(), tenant: row.identifier(), workflow: row.identifier(), revision: row.int(),
      status: try row.word(), error: try error(row.optionalText()), trigger: try object(row.text()),
      labels: try object(row.text()), createdAt: row.instant(), startedAt: row.optionalInstant(),
      finishedAt: row.optionalInstant(), waitingFor: row.optionalText())
  }

  private func stepSummary(from row: inout Row) throws -> StepSummary {
    StepSummary(
      id: row.identifier(), frame: row.identifier(), state: row.text(), visit: row.int(), path: row.text(),
      type: try row.word(), status: try row.word(), attempt: row.int(), delivery: row.int(),
      executor: row.optionalIdentifier(), error: try error(row.optionalText()), createdAt: row.instant(),
      startedAt: row.optionalInstant(), finishedAt: row.optionalInstant(), deadlineAt: row.optionalInstant(),
      child: row.optionalIdentifier())
  }
}
