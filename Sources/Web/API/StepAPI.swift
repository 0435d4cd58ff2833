import Engine
import JSON
import Orchestrator
import Store

/// The steps of a run.
enum StepAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.steps(of: run.id, page: page) }, \.json)
  }

  /// One step with what went in and came out, its earlier attempts, and what they printed.
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let details = try exchange.requireStep()
    guard var object = details.step.json.objectValue else { return .json(details.step.json) }
    object["attempts"] = .array(details.attempts.map(\.json))
    object["logs"] = .array(details.logs.map(\.json))
    return .json(.object(object))
  }
}

/// A step with everything that is known of it.
struct StepDetails: Sendable {
  var step: Step
  var attempts: [AttemptRecord]
  var logs: [AttemptLog]

  /// Nil when the run has no such step.
  init?(_ id: StepID, of run: RunID, in store: any StorageReader) throws {
    guard let step = try store.step(id, of: run) else { return nil }
    self.step = step
    attempts = try store.attempts(of: id, in: run)
    logs = try store.logs(of: id, in: run)
  }
}

extension Exchange {
  /// The step of the address.
  func requireStep() throws -> StepDetails {
    let run = try requireRun()
    let id = StepID(rawValue: try parameter("stepId"))
    guard let details = try installation.storage.read({ try StepDetails(id, of: run.id, in: $0) }) else {
      throw Problem.notFound("The run \(run.id.rawValue) has no step \(id.rawValue).")
    }
    return details
  }
}
