import Documents
import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

extension ScheduleFormPage {
  @Sendable static func new(_ exchange: Exchange) throws -> WebResponse {
    guard let id = exchange.request.query.trimmed("workflowId") else { return try ScheduleWorkflowPage.show(exchange) }
    let configuration = exchange.installation.configuration
    let typed = ScheduleForm.blank(workflow: WorkflowID(rawValue: id), timezone: configuration.timezone)
    return try exchange.show(try exchange.scheduleForm(of: WorkflowID(rawValue: id), nil, typed))
  }

  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let workflow = WorkflowID(rawValue: exchange.form.trimmed("workflowId") ?? "")
    return try answer(exchange, try exchange.scheduleForm(of: workflow, nil, exchange.form)) { text in
      try exchange.installation.createSchedule(
        text, idempotencyKey: exchange.form.trimmed("key"), by: try exchange.identity()
      ).schedule
    }
  }

  @Sendable static func edit(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let typed = ScheduleForm.filled(with: schedule)
    return try exchange.show(try exchange.scheduleForm(of: schedule.spec.workflow, schedule, typed))
  }

  @Sendable static func update(_ exchange: Exchange) throws -> WebResponse {
    let schedule = try exchange.requireSchedule()
    let page = try exchange.scheduleForm(of: schedule.spec.workflow, schedule, exchange.form)
    return try answer(exchange, page) { text in
      let since = exchange.form.trimmed("replaySince")
      let edit = ScheduleUpdate(
        schedule: schedule.id, expected: exchange.form["version"].flatMap(Int64.init),
        replaySince: try since.map { try moment($0, "replaySince", ScheduleClock(of: schedule.spec)) })
      return try exchange.installation.updateSchedule(edit, with: text, by: try exchange.identity())
    }
  }

  /// A local time of a form.
  static func moment(_ text: String, _ name: String, _ clock: ScheduleClock) throws(OperationError) -> Instant {
    if let instant = clock.instant(of: text) ?? Instant(text) { return instant }
    let message = "'\(text)' is no moment that the clocks show"
    throw OperationError(.invalid, message, issues: [CheckIssue(.invalidValue, path: name, message: message)])
  }

  /// The form again with what was typed, or the schedule that was saved.
  private static func answer(
    _ exchange: Exchange, _ shown: ScheduleFormPage, save: (DefinitionText) throws -> Schedule
  ) throws -> WebResponse {
    var page = shown
    // The button that gives a list another item sends the form, too.
    if exchange.form["add"] != nil { return try exchange.show(page) }
    if let mode = exchange.form["as"] {
      page.payload = page.payload.switched(to: mode)
      return try exchange.show(page)
    }
    let payload = page.payload.read()
    let document = ScheduleForm(fields: exchange.form).document(payload: payload ?? [:])
    let text = DefinitionText(JSONValue.object(document).text, named: "form", format: .json)
    do {
      page.preview = try exchange.installation.previewSchedule(
        text, instead: page.schedule, count: SchedulePreview.standardCount, for: try exchange.identity())
      if exchange.form["action"] == "preview" { return try exchange.show(page) }
      if payload != nil {
        return WebResponse.seeOther(exchange.link("schedules", try save(text).id.rawValue))
      }
    } catch let error as OperationError where error.kind == .invalid || error.kind == .conflict {
      page.issues = error.issues.filter { $0.severity == .error }.map(\.atItsField)
      page.refusal = page.issues.isEmpty ? error.message : nil
    }
    return try exchange.show(page, status: .unprocessableContent)
  }
}

extension CheckIssue {
  /// What is missing is missed where it belongs.
  fileprivate var atItsField: CheckIssue {
    guard code == .missingKey, path.isEmpty, let expected else { return self }
    var issue = self
    issue.path = expected
    return issue
  }
}

extension Exchange {
  /// The form of a schedule of this workflow.
  fileprivate func scheduleForm(
    of id: WorkflowID, _ schedule: Schedule?, _ typed: FormFields
  ) throws -> ScheduleFormPage {
    let identity = try identity()
    let (workflow, revision, calendars) = try installation.storage.read { store in
      (
        try store.workflow(id, tenant: identity.tenant),
        try store.revision(of: id, tenant: identity.tenant, number: nil), try store.calendars(of: identity.tenant)
      )
    }
    guard let workflow, let revision else { throw Problem.notFound("There is no workflow \(id.rawValue).") }
    guard let schema = revision.content.inputSchema else {
      throw Problem(
        .conflict,
        "The workflow \(id.rawValue) has no inputSchema. Publish a revision with one, so that what it is started with "
          + "can be checked.")
    }
    let beginning = schedule?.spec.payload ?? FormState.beginning(of: schema).objectValue ?? [:]
    return ScheduleFormPage(
      context: page, workflow: workflow, schedule: schedule,
      payload: PayloadPart(schema: schema, fields: typed, beginning: beginning), typed: typed,
      key: typed.trimmed("key") ?? installation.identifiers.randomText(characters: 20),
      calendars: calendars.map(\.name), zones: ZoneCatalog.system.names)
  }
}
