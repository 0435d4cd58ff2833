import Engine
import JSON

enum SignalStatements: Statements {
  case insert
  case ofRun

  var sql: SQL {
    switch self {
    case .insert: "INSERT INTO signals (run, name, payload, correlation, sent_by, at) VALUES (?, ?, ?, ?, ?, ?)"
    case .ofRun: "SELECT name, payload, correlation, sent_by, at FROM signals WHERE run = ? ORDER BY seq"
    }
  }
}

extension SQLiteTransaction {
  func keepSignal(_ signal: Signal, for run: RunID, at now: Instant) throws {
    try connection.execute(
      SignalStatements.insert.sql, run, signal.name, try column(signal.payload), signal.correlation, signal.by, now)
  }

  func signals(of run: RunID) throws -> [KeptSignal] {
    try connection.all(SignalStatements.ofRun.sql, run) { row in
      KeptSignal(
        signal: Signal(
          name: row.text(), payload: try value(row.text()), correlation: row.optionalText(), by: row.identifier()),
        at: row.instant())
    }
  }
}
