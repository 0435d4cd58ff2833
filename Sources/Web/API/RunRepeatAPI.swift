import Engine
import HTTPTypes
import JSON
import Orchestrator

/// New runs made of older ones.
enum RunRepeatAPI {
  @Sendable static func retry(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let run = try exchange.installation.retry(try exchange.requireRun().id, by: try exchange.identity())
    return answer(run, exchange)
  }

  @Sendable static func rerun(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["input", "newest"])
    let run = try exchange.installation.rerun(
      try exchange.requireRun().id, input: try body.object("input"), newest: try body.flag("newest") ?? false,
      by: try exchange.identity())
    return answer(run, exchange)
  }

  @Sendable static func fork(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["step", "context"])
    let run = try exchange.installation.fork(
      try exchange.requireRun().id, at: try body.required("step"), edits: try body.object("context") ?? [:],
      by: try exchange.identity())
    return answer(run, exchange)
  }

  private static func answer(_ run: Run, _ exchange: Exchange) -> WebResponse {
    var response = WebResponse.json(run.json, status: .created)
    response.headers[.location] = exchange.link("api", "v1", "workflow-runs", run.id.rawValue).text
    response.headers[.eTag] = run.entityTag
    return response.dispatching(run, in: exchange)
  }
}
