import Engine
import JSON

enum SignalStatements: Statements {
  case insert
  case delete
  case ofRun

  var sql: SQL {
    switch self {
    case .insert:
      "INSERT INTO signals (run, number, name, payload, correlation, sent_by, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
    case .delete: "DELETE FROM signals WHERE run = ? AND number = ?"
    case .ofRun: "SELECT number, name, payload, correlation, sent_by, at FROM signals WHERE run = ? ORDER BY number"
    }
  }
}

extension SQLiteTransaction {
  func keepSignal(_ signal: Signal, number: Int64, for run: RunID, at now: Instant) throws {
    try connection.execute(
      SignalStatements.insert.sql, run, number, signal.name, try column(signal.payload), signal.correlation, signal.by,
      now)
  }

  func takeSignal(_ number: Int64, of run: RunID) throws {
    guard try connection.execute(SignalStatements.delete.sql, run, number) == 1 else {
      throw InvariantViolation("the signal \(number) of the run \(run), which a state takes, is missing")
    }
  }

  func signals(of run: RunID) throws -> [KeptSignal] {
    try connection.all(SignalStatements.ofRun.sql, run) { row in
      let number = row.integer()
      let signal = Signal(
        name: row.text(), payload: try value(row.text()), correlation: row.optionalText(), by: row.identifier())
      return KeptSignal(number: number, signal: signal, at: row.instant())
    }
  }
}
