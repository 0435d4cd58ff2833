import Engine
import JSON

/// What is told of runs. Only what it takes to know what happened and to ask for more: inputs and outputs may hold what
/// isn't meant for everybody who listens.
extension OutboxMessage {
  /// - Parameter place: its place among what the event tells of.
  init(_ notice: Notice, of run: Run, after event: Event, place: Int) {
    var payload: JSONObject = ["summary": .string(Self.summary(notice, of: run))]
    payload["path"] = .string(notice.approval.map { "/approvals/\($0.id)" } ?? "/runs/\(run.id)")
    payload["run"] = .string(run.id.rawValue)
    payload["workflow"] = .string(run.workflow.rawValue)
    payload["revision"] = .integer(Int64(run.revision))
    payload["status"] = .string(run.status.rawValue)
    if !run.labels.isEmpty { payload["labels"] = .object(run.labels) }
    if let parent = run.parent { payload["parent"] = .string(parent.run.rawValue) }
    payload["startedAt"] = run.startedAt.map { .string($0.description) }
    payload["finishedAt"] = run.finishedAt.map { .string($0.description) }
    if let error = run.error {
      payload["error"] = ["type": .string(error.type), "message": .string(Self.cut(error.message))]
    }
    if let approval = notice.approval { payload["approval"] = .object(Self.fields(of: approval, at: event.at)) }
    self.init(
      id: Self.id(run.id, event: event.number, place: place), tenant: run.tenant, topic: notice.topic.rawValue,
      subject: run.id.rawValue, payload: payload, at: event.at, targets: notice.targets)
  }

  /// The same for the same event of the same run, however often it would be written.
  static func id(_ run: RunID, event: Int64, place: Int) -> String {
    "\(run)-\(event)" + (place == 0 ? "" : "-\(place)")
  }

  private static func summary(_ notice: Notice, of run: Run) -> String {
    let title = notice.approval.map { $0.title ?? $0.message }.map { ": " + cut($0, to: 100) } ?? ""
    return switch notice.topic {
    case .runStarted: "\(run.workflow) started"
    case .runCompleted: "\(run.workflow) completed"
    case .runFailed: "\(run.workflow) failed" + (run.error.map { ": " + cut($0.message, to: 100) } ?? "")
    case .runCancelled: "\(run.workflow) was cancelled"
    case .runTimedOut: "\(run.workflow) ran out of time"
    case .approvalRequested: "\(run.workflow) asks for approval" + title
    case .approvalDecided:
      "\(run.workflow) was \(notice.approval?.status == .approved ? "approved" : "rejected")" + title
    case .approvalTimedOut: "nobody decided in time for \(run.workflow)" + title
    case .approvalCancelled: "\(run.workflow) needs no approval any more" + title
    }
  }

  private static func fields(of approval: Approval, at now: Instant) -> JSONObject {
    var fields: JSONObject = [
      "id": .string(approval.id.rawValue), "step": .string(approval.step.rawValue),
      "status": .string(approval.status.rawValue), "message": .string(cut(approval.message)),
      "approvers": .array(approval.approvers.map(JSONValue.string)),
      "requestedAt": .string(approval.requestedAt.description),
    ]
    fields["title"] = approval.title.map(JSONValue.string)
    fields["dueAt"] = approval.dueAt.map { .string($0.description) }
    if approval.status != .pending { fields["decidedAt"] = .string((approval.decidedAt ?? now).description) }
    fields["decidedBy"] = approval.decidedBy.map { .string($0.rawValue) }
    fields["comment"] = approval.comment.map { .string(cut($0)) }
    return fields
  }

  private static func cut(_ text: String, to limit: Int = 1_000) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…"
  }
}

extension SQLiteTransaction {
  /// Tells those who listen, or whom the definition names; where there is nobody that costs a look at the endpoints.
  func tell(_ notices: [Notice], of run: Run, after event: Event) throws {
    for (place, notice) in notices.enumerated() {
      guard try !notice.targets.isEmpty || isHeard(notice.topic.rawValue, tenant: run.tenant) else { continue }
      _ = try enqueue(OutboxMessage(notice, of: run, after: event, place: place))
    }
  }
}
