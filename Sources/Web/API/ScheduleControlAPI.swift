import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What is done with a schedule that is there.
enum ScheduleControlAPI {
  @Sendable static func pause(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["reason", "until"])
    let schedule = try exchange.requireSchedule()
    return ScheduleAPI.answer(
      try exchange.installation.pauseSchedule(
        schedule.id, until: try body.moment("until"), reason: try body.text("reason"), by: try exchange.identity()))
  }

  @Sendable static func resume(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let schedule = try exchange.requireSchedule()
    return ScheduleAPI.answer(
      try exchange.installation.resumeSchedule(schedule.id, by: try exchange.identity()))
  }

  /// Starts a run at once, beside the schedule's own times.
  @Sendable static func trigger(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let schedule = try exchange.requireSchedule()
    let started = try exchange.installation.triggerSchedule(
      schedule.id, idempotencyKey: exchange.request.headers[.idempotencyKey], by: try exchange.identity())
    var response = WebResponse.json(started.run.json, status: .created)
    response.headers[.location] = exchange.link("api", "v1", "workflow-runs", started.run.id.rawValue).text
    return response.dispatching(started.run, in: exchange)
  }

  @Sendable static func skipNext(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["slot"])
    let schedule = try exchange.requireSchedule()
    return ScheduleAPI.answer(
      try exchange.installation.skipNext(
        of: schedule.id, expected: try body.moment("slot"), by: try exchange.identity()))
  }

  @Sendable static func backfill(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["from", "to", "overlap", "spacingSeconds"])
    let schedule = try exchange.requireSchedule()
    var request = BackfillRequest(
      schedule: schedule.id, from: try body.requiredMoment("from"), to: try body.requiredMoment("to"))
    if let word = try body.text("overlap") {
      guard let overlap = Backfill.Overlap(rawValue: word) else {
        let known = Backfill.Overlap.allCases.map(\.rawValue).joined(separator: " or ")
        throw Problem.invalidField("overlap", "overlap must be \(known), not \(word).")
      }
      request.overlap = overlap
    }
    request.spacing = .seconds(Int64(try body.integer("spacingSeconds") ?? 0))
    request.idempotencyKey = exchange.request.headers[.idempotencyKey]
    let backfill = try exchange.installation.backfill(request, by: try exchange.identity())
    return .json(backfill.json, status: .created)
  }

  @Sendable static func backfills(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let page = try exchange.pageRequest()
    return exchange.list(
      try exchange.installation.storage.read { try $0.backfills(of: schedule.id, page: page) }, \.json)
  }

  @Sendable static func cancelBackfill(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let schedule = try exchange.requireSchedule()
    let backfill = try exchange.installation.cancelBackfill(
      BackfillID(rawValue: try exchange.parameter("backfillId")), of: schedule.id, by: try exchange.identity())
    return .json(backfill.json)
  }
}

extension JSONBody {
  /// An instant of RFC 3339.
  func moment(_ name: String) throws(Problem) -> Instant? {
    guard let text = try text(name) else { return nil }
    guard let instant = Instant(text) else {
      throw .invalidField(name, "\(name) must be an instant of RFC 3339, as 2026-11-21T09:30:00Z.")
    }
    return instant
  }

  func requiredMoment(_ name: String) throws(Problem) -> Instant {
    guard let instant = try moment(name) else { throw .invalidField(name, "\(name) is missing.") }
    return instant
  }
}
