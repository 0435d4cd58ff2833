import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// `/workflow-runs` and what can be read of one run.
enum RunAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let filter = try exchange.runFilter()
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.runs(filter, page: page) }, \.json)
  }

  @Sendable static func start(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["workflowId", "input", "labels", "revision", "priority"])
    let request = StartRequest(
      workflow: WorkflowID(rawValue: try body.required("workflowId")), revision: try body.integer("revision"),
      input: try body.object("input") ?? [:], labels: try body.object("labels") ?? [:], trigger: ["kind": "api"],
      idempotencyKey: exchange.request.headers[.idempotencyKey], priority: try body.integer("priority"))
    let started = try exchange.installation.startRun(request, by: try exchange.identity())
    var response = WebResponse.json(started.run.json, status: .created)
    response.headers[.location] = exchange.link("api", "v1", "workflow-runs", started.run.id.rawValue).text
    response.headers[.eTag] = started.run.entityTag
    return response.dispatching(started.run, in: exchange)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let installation = exchange.installation
    let slot = run.status.isTerminal ? nil : try installation.storage.read { try $0.slot(of: run.id) }
    let heldUp = try installation.heldUpSteps(of: run)
    var object = run.json.objectValue ?? [:]
    object["concurrency"] = slot?.json
    if !heldUp.isEmpty { object["heldUpSteps"] = .array(heldUp.map(\.json)) }
    var response = WebResponse.json(.object(object))
    // Queues change without the run.
    if slot == nil, heldUp.isEmpty { response.headers[.eTag] = run.entityTag }
    return response
  }

  /// The run's data: as it is now, or as it was when the run ended.
  @Sendable static func context(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let context = try exchange.installation.storage.read { try $0.context(of: run.id) }
    return .json([
      "runId": .string(run.id.rawValue), "isFinal": .bool(run.status.isTerminal),
      "context": context.map(JSONValue.object) ?? .null,
    ])
  }

  @Sendable static func timeline(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let cursor = try TimelineCursor(reading: exchange.request.query["cursor"])
    let timeline = try exchange.installation.storage.read { try Timeline(of: run.id, from: cursor, in: $0) }
    var object: JSONObject = ["items": .array(timeline.entries.map(\.json))]
    object["nextCursor"] = (timeline.next?.text).json
    return .json(.object(object))
  }
}

extension Exchange {
  /// The run of the address, if it is of the asker's tenant.
  func requireRun() throws -> Run {
    let id = RunID(rawValue: try parameter("runId"))
    let tenant = try identity().tenant
    guard let run = try installation.storage.read({ try $0.run(id, tenant: tenant) }) else {
      throw Problem.notFound("There is no run \(id.rawValue).")
    }
    return run
  }
}

extension WebResponse {
  /// Has a tick started for the run's steps, or for those whom its end concerns, as soon as the client has its answer.
  func dispatching(_ run: Run, in exchange: Exchange) -> WebResponse {
    var response = self
    let installation = exchange.installation
    response.afterwards = { installation.dispatch(after: run) }
    return response
  }
}
