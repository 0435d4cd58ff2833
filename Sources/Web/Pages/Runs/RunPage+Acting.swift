import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

extension RunPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    try show(exchange, try exchange.requireRun())
  }

  /// Pause, resume, cancel, approve, reject, and new runs made of this one: one form each, told apart by `action`.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    do {
      if let other = try repeated(exchange, run) {
        return WebResponse.seeOther(exchange.link("runs", other.id.rawValue)).dispatching(other, in: exchange)
      }
      try perform(exchange, on: run)
    } catch let error as OperationError where [.conflict, .invalid, .forbidden].contains(error.kind) {
      return try refuse(exchange, run.id, error)
    }
    return WebResponse.seeOther(exchange.link("runs", run.id.rawValue)).dispatching(run, in: exchange)
  }

  /// The new run, if the form asks for one.
  private static func repeated(_ exchange: Exchange, _ run: Run) throws -> Run? {
    let (installation, identity) = (exchange.installation, try exchange.identity())
    switch exchange.form["action"] {
    case "retry":
      return try installation.retry(run.id, by: identity)
    case "rerun":
      return try installation.rerun(run.id, input: try typedObject("input", exchange), by: identity)
    case "fork":
      return try installation.fork(
        run.id, at: exchange.form["step"] ?? "", edits: try typedObject("context", exchange) ?? [:], by: identity)
    default:
      return nil
    }
  }

  /// What was typed as JSON; nil for an empty field.
  private static func typedObject(_ name: String, _ exchange: Exchange) throws -> JSONObject? {
    guard let text = exchange.form.trimmed(name) else { return nil }
    guard let object = try? JSONValue(parsing: text).objectValue else {
      throw OperationError(.invalid, "the \(name) must be a JSON object, as {\"name\": \"value\"}")
    }
    return object
  }

  private static func perform(_ exchange: Exchange, on run: Run) throws {
    let (installation, identity) = (exchange.installation, try exchange.identity())
    let reason = exchange.form.trimmed("reason")
    switch exchange.form["action"] {
    case "pause": _ = try installation.pause(run.id, reason: reason, by: identity)
    case "resume": _ = try installation.resume(run.id, by: identity)
    case "cancel":
      let policy = exchange.form["policy"].flatMap(Run.Cancellation.Policy.init(rawValue:))
      _ = try installation.cancel(run.id, reason: reason, policy: policy, by: identity)
    case "approve", "reject":
      _ = try installation.decideApproval(try ApprovalForm.answer(exchange.form, run: run.id), by: identity)
    default: throw Problem(.unprocessableContent, "This form doesn't say what to do with the run.")
    }
  }

  /// The page as it is by now, with the reason above it.
  private static func refuse(_ exchange: Exchange, _ id: RunID, _ error: OperationError) throws -> WebResponse {
    let status = Problem(error)?.status ?? .unprocessableContent
    return try show(exchange, try exchange.requireRun(), refusal: error.message.asSentence, status: status)
  }

  private static func show(
    _ exchange: Exchange, _ run: Run, refusal: String? = nil, status: HTTPResponse.Status = .ok
  ) throws -> WebResponse {
    let cursor = try TimelineCursor(reading: exchange.request.query["timeline"])
    let facts = try exchange.installation.storage.read { try RunFacts(of: run, timelineFrom: cursor, in: $0) }
    return try exchange.show(
      RunPage(
        context: exchange.page, run: run, facts: facts, heldUp: try exchange.installation.heldUpSteps(of: run),
        refusal: refusal), status: status)
  }
}
