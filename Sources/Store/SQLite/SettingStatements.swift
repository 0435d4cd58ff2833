enum SettingStatements: Statements {
  case load
  case set
  case remove

  var sql: SQL {
    switch self {
    case .load: "SELECT value FROM settings WHERE name = ?"
    case .set:
      "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    case .remove: "DELETE FROM settings WHERE name = ?"
    }
  }
}

extension SQLiteTransaction {
  func setting(_ name: String) throws -> String? {
    try connection.first(SettingStatements.load.sql, name) { $0.text() }
  }

  func setSetting(_ name: String, to value: String?) throws {
    if let value {
      try connection.execute(SettingStatements.set.sql, name, value)
    } else {
      try connection.execute(SettingStatements.remove.sql, name)
    }
  }
}
