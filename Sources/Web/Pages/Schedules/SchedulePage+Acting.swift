import Engine
import HTTPTypes
import Orchestrator
import Store

extension SchedulePage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    try exchange.show(try page(exchange, of: try exchange.requireSchedule()))
  }

  /// Does what a button says, and shows the schedule again.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    // Who may do none of it learns nothing about what is there.
    let identity = try exchange.identity()
    if !identity.has(.startRun) { try identity.require(.manageSchedule) }
    let schedule = try exchange.requireSchedule()
    do {
      return try act(exchange, on: schedule)
    } catch let error as OperationError where [.conflict, .invalid, .forbidden].contains(error.kind) {
      var page = try page(exchange, of: try exchange.requireSchedule())
      page.refusal = error.message.asSentence
      return try exchange.show(page, status: Problem(error)?.status ?? .unprocessableContent)
    }
  }

  private static func act(_ exchange: Exchange, on schedule: Schedule) throws -> WebResponse {
    let (installation, form, identity) = (exchange.installation, exchange.form, try exchange.identity())
    let clock = ScheduleClock(of: schedule.spec)
    switch form["action"] {
    case "pause":
      let until = try form.trimmed("until").map { try ScheduleFormPage.moment($0, "until", clock) }
      _ = try installation.pauseSchedule(schedule.id, until: until, reason: form.trimmed("reason"), by: identity)
    case "resume": _ = try installation.resumeSchedule(schedule.id, by: identity)
    case "skip-next":
      _ = try installation.skipNext(
        of: schedule.id, expected: form.trimmed("slot").flatMap { Instant($0) }, by: identity)
    case "backfill": _ = try installation.backfill(try backfill(form, of: schedule, clock), by: identity)
    case "delete":
      try installation.deleteSchedule(schedule.id, by: identity)
      return .seeOther(exchange.link("schedules"))
    case "trigger":
      let started = try installation.triggerSchedule(schedule.id, by: identity)
      return WebResponse.seeOther(exchange.link("runs", started.run.id.rawValue)).dispatching(started.run, in: exchange)
    default: throw Problem(.unprocessableContent, "This form doesn't say what is to be done.")
    }
    return .seeOther(exchange.link("schedules", schedule.id.rawValue))
  }

  private static func backfill(
    _ form: FormFields, of schedule: Schedule, _ clock: ScheduleClock
  ) throws -> BackfillRequest {
    var request = BackfillRequest(
      schedule: schedule.id, from: try ScheduleFormPage.moment(form.trimmed("from") ?? "", "from", clock),
      to: try ScheduleFormPage.moment(form.trimmed("to") ?? "", "to", clock))
    request.overlap = form["overlap"].flatMap(Backfill.Overlap.init(rawValue:)) ?? .bufferAll
    if let spacing = form.trimmed("spacing") {
      guard let span = TimeSpan(written: spacing) else {
        throw OperationError(.invalid, "'\(spacing)' is no length of time; write 30s or 5m")
      }
      request.spacing = span
    }
    return request
  }

  private static func page(_ exchange: Exchange, of schedule: Schedule) throws -> SchedulePage {
    let request = try exchange.pageRequest()
    var filter = RunFilter(tenant: schedule.tenant)
    filter.schedule = schedule.id
    // A broken zone or calendar is told by the schedule's failure.
    let preview = try? exchange.installation.preview(of: schedule, count: shownFires)
    return try exchange.installation.storage.read { [filter] store in
      SchedulePage(
        context: exchange.page, schedule: schedule, preview: preview,
        ledger: try store.ledger(of: schedule.id, page: request),
        runs: try store.runs(filter, page: PageRequest(limit: newestRuns)).items,
        backfills: try store.backfills(of: schedule.id, page: PageRequest(limit: newestRuns)).items)
    }
  }
}
