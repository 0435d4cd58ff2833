import Engine

/// What was sent to webhooks.
enum WebhookRequestStatements: Statements {
  case insert
  case forget
  case deleteAll
  case list
  case countTaken
  case countRefused

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO webhook_requests (webhook, at, address, bytes, outcome, status, reason, event)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .forget:
      """
      DELETE FROM webhook_requests WHERE seq IN (
        SELECT seq FROM webhook_requests WHERE webhook = ?1 AND at < ?2 LIMIT ?3)
      """
    case .deleteAll: "DELETE FROM webhook_requests WHERE webhook = ?"
    case .list:
      """
      SELECT seq, webhook, at, address, bytes, outcome, status, reason, event FROM webhook_requests
      WHERE webhook = ?1 AND (at, seq) < (?2, ?3) ORDER BY at DESC, seq DESC LIMIT ?4
      """
    case .countTaken:
      "SELECT count(*) FROM webhook_requests WHERE webhook = ? AND at > ? AND outcome <> 'refused'"
    case .countRefused:
      "SELECT count(*) FROM webhook_requests WHERE webhook = ? AND at > ? AND outcome = 'refused'"
    }
  }

  /// How many old rows one new row takes with it: more than one, so that the log shrinks to its term, and few enough
  /// that nobody waits for it.
  static let forgottenAtOnce = 10
}

extension SQLiteTransaction {
  func insertRequest(_ request: WebhookRequest, keepingSince oldest: Instant) throws {
    try connection.execute(
      WebhookRequestStatements.forget.sql, request.webhook, oldest, WebhookRequestStatements.forgottenAtOnce)
    try connection.execute(
      WebhookRequestStatements.insert.sql, request.webhook, request.at, request.address, request.bytes,
      request.outcome, request.status, request.reason, request.event)
  }

  func requests(of webhook: String, page: PageRequest) throws -> Page<WebhookRequest> {
    let rows = try connection.all(
      WebhookRequestStatements.list.sql, webhook, page.cursor?.position ?? .max,
      page.cursor.flatMap { Int64($0.id) } ?? .max, page.limit + 1
    ) { row in
      let request = try request(from: &row)
      return (item: request, cursor: PageCursor(position: request.at.milliseconds, id: "\(request.sequence)"))
    }
    return Page(rows, limit: page.limit)
  }

  func requestCount(of webhook: String, since: Instant, refused: Bool) throws -> Int {
    let statement = refused ? WebhookRequestStatements.countRefused : .countTaken
    return try connection.first(statement.sql, webhook, since) { $0.int() } ?? 0
  }

  private func request(from row: inout Row) throws -> WebhookRequest {
    let sequence = row.integer()
    var request = WebhookRequest(
      webhook: row.text(), at: row.instant(), address: row.text(), bytes: row.int(), outcome: try row.word(),
      status: row.int(), reason: row.optionalText(), event: row.optionalText())
    request.sequence = sequence
    return request
  }
}
