import Engine
import JSON

enum StimulusStatements: Statements {
  case insert
  case delete
  case clearOfRun
  case pending

  var sql: SQL {
    switch self {
    case .insert: "INSERT INTO stimuli (run, kind, payload, at) VALUES (?, ?, ?, ?)"
    case .delete: "DELETE FROM stimuli WHERE id = ?"
    case .clearOfRun: "DELETE FROM stimuli WHERE run = ?"
    case .pending: "SELECT id, run, kind, payload, at FROM stimuli ORDER BY id LIMIT ?"
    }
  }
}

extension SQLiteTransaction {
  func enqueueStimulus(_ stimulus: Stimulus, for run: RunID, at now: Instant) throws -> Int64 {
    let stored = StoredStimulus(stimulus)
    try connection.execute(StimulusStatements.insert.sql, run, stored.kind, try column(.object(stored.payload)), now)
    return connection.lastInsertedRow
  }

  func deleteStimulus(_ id: Int64) throws -> Bool {
    try connection.execute(StimulusStatements.delete.sql, id) == 1
  }

  func clearStimuli(of run: RunID) throws { try connection.execute(StimulusStatements.clearOfRun.sql, run) }

  func pendingStimuli(limit: Int) throws -> [QueuedStimulus] {
    try connection.all(StimulusStatements.pending.sql, limit) { row in
      let id = row.integer()
      let run: RunID = row.identifier()
      let stored = StoredStimulus(kind: row.text(), payload: try object(row.text()))
      return QueuedStimulus(id: id, run: run, stimulus: try stored.stimulus(for: run), at: row.instant())
    }
  }
}
