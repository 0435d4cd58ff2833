import Engine

enum WorkerStatements: Statements {
  case list
  case insert
  case setDraining
  case delete

  var sql: SQL {
    switch self {
    case .list:
      "SELECT id, host, process_id, process_start, started_at, draining FROM workers ORDER BY started_at, id"
    case .insert:
      """
      INSERT INTO workers (id, host, process_id, process_start, started_at, draining) VALUES (?, ?, ?, ?, ?, ?)
      """
    case .setDraining: "UPDATE workers SET draining = ? WHERE id = ?"
    case .delete: "DELETE FROM workers WHERE id = ?"
    }
  }
}

extension SQLiteTransaction {
  func workers() throws -> [WorkerRecord] {
    try connection.all(WorkerStatements.list.sql) { row in
      WorkerRecord(
        id: row.identifier(), host: row.text(), processID: Int32(truncatingIfNeeded: row.integer()),
        processStart: row.integer(), startedAt: row.instant(), isDraining: row.bool())
    }
  }

  func insertWorker(_ worker: WorkerRecord) throws {
    try connection.execute(
      WorkerStatements.insert.sql, worker.id, worker.host, Int(worker.processID), worker.processStart,
      worker.startedAt, worker.isDraining)
  }

  func setWorker(_ id: WorkerID, draining: Bool) throws -> Bool {
    try connection.execute(WorkerStatements.setDraining.sql, draining, id) == 1
  }

  func deleteWorker(_ id: WorkerID) throws {
    let leases = try leaseCount(of: id)
    guard leases == 0 else { throw InvariantViolation("the worker \(id) still holds \(leases) leases") }
    try connection.execute(WorkerStatements.delete.sql, id)
  }
}
