import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// `/schedules`: what starts workflows by the clock.
enum ScheduleAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let filter = try exchange.scheduleFilter()
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.schedules(filter, page: page, for: try exchange.identity()), \.json)
  }

  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let made = try exchange.installation.createSchedule(
      try exchange.scheduleText(), idempotencyKey: exchange.request.headers[.idempotencyKey],
      by: try exchange.identity())
    var response = answer(made.schedule, status: .created)
    response.headers[.location] = exchange.link("api", "v1", "schedules", made.schedule.id.rawValue).text
    return response
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    answer(try exchange.requireSchedule())
  }

  @Sendable static func replace(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let edit = ScheduleUpdate(
      schedule: schedule.id, expected: try exchange.expectedVersion(of: schedule),
      replaySince: try exchange.instant("replaySince"))
    return answer(
      try exchange.installation.updateSchedule(edit, with: try exchange.scheduleText(), by: try exchange.identity()))
  }

  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    try exchange.installation.deleteSchedule(
      schedule.id, expected: try exchange.expectedVersion(of: schedule), by: try exchange.identity())
    return WebResponse(.noContent)
  }

  /// What would be made of the body, without making it.
  @Sendable static func tryOut(_ exchange: Exchange) throws -> WebResponse {
    let count = try exchange.previewCount()
    let preview = try exchange.installation.previewSchedule(
      try exchange.scheduleText(), count: count, for: try exchange.identity())
    return .json(preview.json)
  }

  @Sendable static func preview(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let count = try exchange.previewCount()
    return .json(try exchange.installation.preview(of: schedule, count: count).json)
  }

  @Sendable static func slots(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let page = try exchange.pageRequest()
    return exchange.list(
      try exchange.installation.storage.read { try $0.ledger(of: schedule.id, page: page) }, \.json)
  }

  @Sendable static func runs(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let page = try exchange.pageRequest()
    var filter = RunFilter(tenant: schedule.tenant)
    filter.schedule = schedule.id
    return exchange.list(
      try exchange.installation.storage.read { [filter] in try $0.runs(filter, page: page) }, \.json)
  }

  static func answer(_ schedule: Schedule, status: HTTPResponse.Status = .ok) -> WebResponse {
    var response = WebResponse.json(schedule.json, status: status)
    response.headers[.eTag] = schedule.entityTag
    return response
  }
}

extension Schedule {
  /// Changes with everything that is shown of it; the version alone counts for writers.
  var entityTag: String { "\"\(version)-\(ledger.moves)-\(counts.fired)-\(lastRunStatus?.rawValue ?? "")\"" }
}

extension Exchange {
  /// The schedule of the address, if it is of the asker's tenant.
  func requireSchedule() throws -> Schedule {
    try installation.schedule(ScheduleID(rawValue: try parameter("id")), for: try identity())
  }

  /// The body's text, YAML or JSON.
  func scheduleText() throws -> DefinitionText {
    try MediaType.require(MediaType.definitions, in: request)
    guard let text = String(validating: request.body, as: UTF8.self) else {
      throw Problem(.badRequest, "The schedule is not UTF-8.")
    }
    return DefinitionText(text, named: "request")
  }

  /// The version that a writer has seen: `If-Match` repeats the tag that GET gave.
  func expectedVersion(of schedule: Schedule) throws(Problem) -> Int64? {
    guard let field = request.headers[.ifMatch] else { return nil }
    if field.trimmingWhitespace() == "*" { return nil }
    // What firing changes is no reason to refuse an edit: of the tag only the version counts.
    let versions = field.split(separator: ",").compactMap { tag -> Int64? in
      Int64(tag.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
    guard let seen = versions.first else {
      throw Problem(.badRequest, "If-Match must repeat the ETag that GET gave, or be *.")
    }
    guard versions.contains(schedule.version) else {
      throw Problem(
        .preconditionFailed, "The schedule is not as you saw it (If-Match). Read it again, and change it then.")
    }
    return seen
  }

  /// The conditions of a list of schedules: `workflowId`, `kind`, `status`, `search`.
  func scheduleFilter() throws -> ScheduleFilter {
    var filter = ScheduleFilter(
      tenant: try identity().tenant, workflow: request.query.trimmed("workflowId").map(WorkflowID.init(rawValue:)))
    filter.kind = try word("kind", ScheduleTiming.Kind.self)
    filter.status = try word("status", ScheduleStatus.self)
    filter.search = request.query.trimmed("search")
    return filter
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Word.Type
  ) throws(Problem) -> Word? {
    guard let text = request.query.trimmed(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw Problem(
        .badRequest,
        "\(name) must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")), not \(text).")
    }
    return word
  }

  fileprivate func previewCount() throws(Problem) -> Int {
    guard let text = request.query["count"] else { return SchedulePreview.standardCount }
    guard let count = Int(text), (1...SchedulePreview.mostFires).contains(count) else {
      throw Problem(.badRequest, "count must be a number from 1 to \(SchedulePreview.mostFires).")
    }
    return count
  }
}
