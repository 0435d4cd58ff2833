import Engine

enum UserStatements: Statements {
  case load
  case list
  case insert
  case update
  case ensureTenant

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT name, tenant, password_hash, roles, teams, time_zone, disabled, created_at FROM users WHERE name = ?
      """
    case .list:
      """
      SELECT name, tenant, password_hash, roles, teams, time_zone, disabled, created_at
      FROM users WHERE tenant = ? ORDER BY name
      """
    case .insert:
      """
      INSERT INTO users (name, tenant, password_hash, roles, teams, time_zone, disabled, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING
      """
    case .update:
      """
      UPDATE users SET password_hash = ?2, roles = ?3, teams = ?4, time_zone = ?5, disabled = ?6 WHERE name = ?1
      """
    case .ensureTenant:
      "INSERT INTO tenants (id, created_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"
    }
  }
}

extension SQLiteTransaction {
  func user(_ name: String) throws -> User? {
    try connection.first(UserStatements.load.sql, name) { try user(from: &$0) }
  }

  func users(tenant: TenantID) throws -> [User] {
    try connection.all(UserStatements.list.sql, tenant) { try user(from: &$0) }
  }

  func insertUser(_ user: User) throws -> Bool {
    try connection.execute(
      UserStatements.insert.sql, user.name, user.tenant, user.passwordHash, listColumn(user.roles),
      listColumn(user.teams), user.timeZone, user.isDisabled, user.createdAt) == 1
  }

  func updateUser(_ user: User) throws -> Bool {
    try connection.execute(
      UserStatements.update.sql, user.name, user.passwordHash, listColumn(user.roles), listColumn(user.teams),
      user.timeZone, user.isDisabled) == 1
  }

  func ensureTenant(_ tenant: TenantID, at now: Instant) throws {
    try connection.execute(UserStatements.ensureTenant.sql, tenant, now)
  }

  private func user(from row: inout Row) throws -> User {
    User(
      name: row.text(), tenant: row.identifier(), passwordHash: row.optionalText(), roles: try texts(row.text()),
      teams: try texts(row.text()), timeZone: row.optionalText(), isDisabled: row.bool(), createdAt: row.instant())
  }
}
