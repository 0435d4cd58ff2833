import Documents
import Engine
import JSON
import JSONSchema
import Store

/// A schedule's text, held against everything that must hold when it is stored.
struct CheckedSchedule {
  var spec: ScheduleSpec
  var isEnabled: Bool?
  /// The workflow's revision whose schema the payload was held against.
  var revision: Int
}

extension Installation {
  /// Reads and checks a schedule.
  ///
  /// - Parameter earlier: what is edited; nil for a new schedule.
  /// - Throws: `invalid` with every issue and its place; `conflict` when the workflow can't be scheduled.
  func checkedSchedule(
    _ text: DefinitionText, instead earlier: Schedule? = nil, for identity: Identity
  ) throws -> CheckedSchedule {
    let request = try readSchedule(text, instead: earlier?.spec, for: identity)
    let (workflow, revision) = try storage.read { store in
      (
        try store.workflow(request.spec.workflow, tenant: identity.tenant),
        try store.revision(of: request.spec.workflow, tenant: identity.tenant, number: nil)
      )
    }
    guard workflow != nil, let revision else { throw OperationError(unscheduled: request.spec.workflow) }
    let issues = try payloadIssues(request.spec.payload, against: revision)
    guard issues.isEmpty else {
      throw OperationError(
        .invalid, "the payload doesn't fit the workflow '\(request.spec.workflow)'; nothing was saved", issues: issues)
    }
    return CheckedSchedule(spec: request.spec, isEnabled: request.isEnabled, revision: revision.number)
  }

  func readSchedule(
    _ text: DefinitionText, instead earlier: ScheduleSpec?, for identity: Identity
  ) throws -> ScheduleRequest {
    try requireSize(of: text)
    let document: Document
    do { document = try Document.parse(text.text, named: text.name, format: text.format) } catch {
      throw OperationError(unread: CheckReport(error, source: text.text))
    }
    let (request, report) = ScheduleRequest.read(document, in: try surroundings(of: identity, earlier: earlier))
    guard let request else { throw OperationError(unread: report) }
    return request
  }

  private func surroundings(of identity: Identity, earlier: ScheduleSpec?) throws -> ScheduleSurroundings {
    ScheduleSurroundings(
      now: clock.now(), standardZone: configuration.timezone,
      calendars: try storage.read { try $0.calendars(of: identity.tenant) }.map(\.name), earlier: earlier
    ) { try ZoneCatalog.system.zone(named: $0) }
  }

  /// What the revision's input schema finds wrong with a payload, place by place.
  ///
  /// - Throws: `conflict` when the revision has no schema: nobody could say what fits tomorrow.
  func payloadIssues(_ payload: JSONObject, against revision: Revision) throws -> [CheckIssue] {
    guard let schema = try inputSchema(of: revision) else {
      throw OperationError(
        .conflict,
        "the workflow '\(revision.content.workflow)' has no inputSchema; publish a revision with one, so that what it "
          + "is started with can be checked")
    }
    return PayloadCheck(schema).issues(of: payload)
  }
}

/// Holds payloads against an input schema as starting a run does.
struct PayloadCheck {
  private let schema: Schema

  init(_ schema: Schema) { self.schema = schema }

  func issues(of payload: JSONObject) -> [CheckIssue] {
    let filled = schema.applyDefaults(to: .object(payload))
    return schema.violations(of: filled, assertFormats: true).map {
      CheckIssue(.inputMismatch, path: "payload\($0.instancePath)", message: $0.message)
    }
  }

  /// All that is wrong in one line; nil when the payload fits.
  func failure(of payload: JSONObject) -> String? {
    let issues = issues(of: payload)
    guard !issues.isEmpty else { return nil }
    let shown = issues.prefix(Self.mostTold).map { "\($0.path): \($0.message)" }
    let rest = issues.count - shown.count
    return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
  }

  /// A failure is a line of a list.
  private static let mostTold = 5
}

extension OperationError {
  init(unread report: CheckReport) {
    let count = report.errors.count
    self.init(
      .invalid, "the schedule has \(count == 1 ? "a mistake" : "\(count) mistakes"); nothing was saved",
      issues: report.issues)
  }

  init(unscheduled workflow: WorkflowID) {
    let message = "there is no workflow '\(workflow)'; publish it before it is scheduled"
    self.init(.invalid, message, issues: [CheckIssue(.invalidValue, path: "workflowId", message: message)])
  }
}
