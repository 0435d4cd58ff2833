import Engine
import JSON

enum ApprovalStatements: Statements {
  case insert
  case update
  case cancelOfRun
  case pendingOfRun
  case load
  case inbox
  case decided

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO approvals (
        id, run, tenant, step, status, title, message, evidence, approvers, digest, requested_at, due_at,
        decided_at, decided_by, comment)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .update:
      """
      UPDATE approvals SET status = ?2, due_at = ?3, decided_at = ?4, decided_by = ?5, comment = ?6 WHERE id = ?1
      """
    case .cancelOfRun:
      "UPDATE approvals SET status = 'CANCELLED', decided_at = ?2 WHERE run = ?1 AND status = 'PENDING'"
    case .pendingOfRun:
      """
      SELECT id, run, tenant, step, status, title, message, evidence, approvers, digest, requested_at, due_at,
        decided_at, decided_by, comment
      FROM approvals WHERE run = ? AND status = 'PENDING'
      """
    case .load:
      """
      SELECT a.id, a.run, a.tenant, a.step, a.status, a.title, a.message, a.evidence, a.approvers, a.digest,
        a.requested_at, a.due_at, a.decided_at, a.decided_by, a.comment, r.workflow, s.path
      FROM approvals a JOIN runs r ON r.id = a.run JOIN steps s ON s.run = a.run AND s.id = a.step
      WHERE a.id = ? AND a.tenant = ?
      """
    case .inbox:
      """
      SELECT a.id, a.run, a.tenant, a.step, a.status, a.title, a.message, a.evidence, a.approvers, a.digest,
        a.requested_at, a.due_at, a.decided_at, a.decided_by, a.comment, r.workflow, s.path, a.seq,
        coalesce(a.due_at, 9223372036854775807)
      FROM approvals a JOIN runs r ON r.id = a.run JOIN steps s ON s.run = a.run AND s.id = a.step
      WHERE a.tenant = ?1 AND a.status = 'PENDING'
        AND (coalesce(a.due_at, 9223372036854775807), a.seq) > (?2, ?3)
        AND (?4 IS NULL OR a.run = ?4)
        AND (?5 IS NULL OR EXISTS (
          SELECT 1 FROM json_each(?5) me
          WHERE me.value IN (SELECT value FROM json_each(a.approvers))
            OR me.value = 'role:approver' AND json_array_length(a.approvers) = 0))
      ORDER BY coalesce(a.due_at, 9223372036854775807), a.seq LIMIT ?6
      """
    case .decided:
      """
      SELECT a.id, a.run, a.tenant, a.step, a.status, a.title, a.message, a.evidence, a.approvers, a.digest,
        a.requested_at, a.due_at, a.decided_at, a.decided_by, a.comment, r.workflow, s.path, a.seq, a.decided_at
      FROM approvals a JOIN runs r ON r.id = a.run JOIN steps s ON s.run = a.run AND s.id = a.step
      WHERE a.tenant = ?1 AND a.status <> 'PENDING'
        AND (a.decided_at, a.seq) < (?2, ?3)
        AND (?4 IS NULL OR a.run = ?4)
        AND (?5 IS NULL OR EXISTS (
          SELECT 1 FROM json_each(?5) me
          WHERE me.value IN (SELECT value FROM json_each(a.approvers))
            OR me.value = 'role:approver' AND json_array_length(a.approvers) = 0))
      ORDER BY a.decided_at DESC, a.seq DESC LIMIT ?6
      """
    }
  }
}

extension SQLiteTransaction {
  func insertApproval(_ approval: Approval) throws {
    try connection.execute(
      ApprovalStatements.insert.sql, approval.id, approval.run, approval.tenant, approval.step, approval.status,
      approval.title, approval.message, try column(.object(approval.evidence)), listColumn(approval.approvers),
      approval.digest, approval.requestedAt, approval.dueAt, approval.decidedAt, approval.decidedBy, approval.comment)
  }

  /// What ends an approval without a person (a timeout, a cancel) counts as decided then.
  func updateApproval(_ approval: Approval, at now: Instant) throws {
    let decidedAt = approval.status == .pending ? nil : approval.decidedAt ?? now
    let changed = try connection.execute(
      ApprovalStatements.update.sql, approval.id, approval.status, approval.dueAt, decidedAt, approval.decidedBy,
      approval.comment)
    guard changed == 1 else { throw InvariantViolation("the approval \(approval.id) to be changed is missing") }
  }

  func cancelApprovals(of run: RunID, at now: Instant) throws {
    try connection.execute(ApprovalStatements.cancelOfRun.sql, run, now)
  }

  func pendingApprovals(of run: RunID) throws -> [Approval] {
    try connection.all(ApprovalStatements.pendingOfRun.sql, run) { try approval(from: &$0) }
  }

  func approval(_ id: ApprovalID, tenant: TenantID) throws -> ApprovalEntry? {
    try connection.first(ApprovalStatements.load.sql, id, tenant) { try entry(from: &$0) }
  }

  func approvals(_ filter: ApprovalFilter, page: PageRequest) throws -> Page<ApprovalEntry> {
    let start = page.cursor ?? PageCursor(position: filter.isPending ? .min : .max, id: "")
    let after = Int64(start.id) ?? (filter.isPending ? -1 : .max)
    let statement = filter.isPending ? ApprovalStatements.inbox : .decided
    let rows = try connection.all(
      statement.sql, filter.tenant, start.position, after, filter.run, filter.approvers.map(listColumn),
      page.limit + 1
    ) { row in
      let entry = try entry(from: &row)
      let sequence = row.integer()
      return (item: entry, cursor: PageCursor(position: row.integer(), id: "\(sequence)"))
    }
    return Page(rows, limit: page.limit)
  }

  private func entry(from row: inout Row) throws -> ApprovalEntry {
    ApprovalEntry(approval: try approval(from: &row), workflow: row.identifier(), path: row.text())
  }

  func approval(from row: inout Row) throws -> Approval {
    let id: ApprovalID = row.identifier()
    let run: RunID = row.identifier()
    let tenant: TenantID = row.identifier()
    let step: StepID = row.identifier()
    let status: ApprovalStatus = try row.word()
    var approval = Approval(
      run: run, tenant: tenant, step: step, title: row.optionalText(), message: row.text(),
      evidence: try object(row.text()), approvers: try texts(row.text()), digest: row.text(),
      requestedAt: row.instant(), dueAt: row.optionalInstant())
    approval.id = id
    approval.status = status
    approval.decidedAt = row.optionalInstant()
    approval.decidedBy = row.optionalIdentifier()
    approval.comment = row.optionalText()
    return approval
  }
}

extension Page {
  /// A page made of one row more than it holds, which only tells that there is another page.
  init(_ rows: [(item: Item, cursor: PageCursor)], limit: Int) {
    let next = rows.count > limit ? rows[limit - 1].cursor : nil
    self.init(items: rows.prefix(limit).map(\.item), next: next)
  }
}
