import Engine
import HTTPTypes
import JSON
import Orchestrator

/// What can be done to a run.
enum RunControlAPI {
  @Sendable static func pause(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["reason"])
    let run = try exchange.installation.pause(
      try exchange.requireRun().id, reason: try body.text("reason"), by: try exchange.identity())
    return answer(run, exchange)
  }

  @Sendable static func resume(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let run = try exchange.installation.resume(try exchange.requireRun().id, by: try exchange.identity())
    return answer(run, exchange)
  }

  @Sendable static func cancel(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["reason", "policy"])
    let word = try body.text("policy")
    let policy = word.flatMap(Run.Cancellation.Policy.init(rawValue:))
    guard word == nil || policy != nil else {
      let known = Run.Cancellation.Policy.allCases.map(\.rawValue).joined(separator: " or ")
      throw Problem.invalidField("policy", "policy must be \(known).")
    }
    let run = try exchange.installation.cancel(
      try exchange.requireRun().id, reason: try body.text("reason"), policy: policy, by: try exchange.identity())
    return answer(run, exchange)
  }

  @Sendable static func signal(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["name", "payload", "correlation"])
    let identity = try exchange.identity()
    let signal = Signal(
      name: try body.required("name"), payload: body["payload"] ?? .null, correlation: try body.text("correlation"),
      by: identity.actor)
    return answer(try exchange.installation.signal(try exchange.requireRun().id, signal, by: identity), exchange)
  }

  private static func answer(_ run: Run, _ exchange: Exchange) -> WebResponse {
    var response = WebResponse.json(run.json)
    response.headers[.eTag] = run.entityTag
    return response.dispatching(run, in: exchange)
  }
}
