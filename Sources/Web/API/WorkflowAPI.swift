import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// `/workflows`: reading, checking, publishing and switching.
enum WorkflowAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let filter = WorkflowFilter(
      tenant: try exchange.identity().tenant, search: exchange.request.query.trimmed("search"),
      enabled: try exchange.flag("enabled"))
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.workflows(filter, page: page) }, \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    try answer(try exchange.requireWorkflow(), exchange)
  }

  @Sendable static func validate(_ exchange: Exchange) throws -> WebResponse {
    let report = try exchange.installation.check(try definition(exchange), for: try exchange.identity())
    return .json(report.json)
  }

  /// Publishes under the id that the definition has.
  @Sendable static func publish(_ exchange: Exchange) throws -> WebResponse {
    let published = try exchange.installation.publish(
      try definition(exchange), expected: try expectedRevision(exchange), note: exchange.request.query.trimmed("note"),
      by: try exchange.identity())
    return answer(published, exchange)
  }

  /// Publishes a new revision of this workflow.
  @Sendable static func replace(_ exchange: Exchange) throws -> WebResponse {
    let id = WorkflowID(rawValue: try exchange.parameter("id"))
    let identity = try exchange.identity()
    let expected = try expectedRevision(exchange)
    try requireMatch(id, identity, exchange)
    let published = try exchange.installation.publish(
      try definition(exchange), as: id, expected: expected, note: exchange.request.query.trimmed("note"), by: identity)
    return answer(published, exchange)
  }

  /// History hangs on workflows, so that they are switched off instead of removed.
  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    let workflow = try exchange.requireWorkflow()
    guard try exchange.flag("disable") == true else {
      throw Problem(
        .conflict,
        "A workflow stays with its history. DELETE with ?disable=true switches it off, so that it starts no more runs.")
    }
    try exchange.installation.setWorkflow(workflow.id, enabled: false, by: try exchange.identity())
    return WebResponse(.noContent)
  }

  @Sendable static func enable(_ exchange: Exchange) throws -> WebResponse { try set(exchange, enabled: true) }

  @Sendable static func disable(_ exchange: Exchange) throws -> WebResponse { try set(exchange, enabled: false) }

  private static func set(_ exchange: Exchange, enabled: Bool) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let workflow = try exchange.requireWorkflow()
    try exchange.installation.setWorkflow(workflow.id, enabled: enabled, by: try exchange.identity())
    return try answer(try exchange.requireWorkflow(), exchange)
  }

  private static func answer(_ workflow: Workflow, _ exchange: Exchange) throws -> WebResponse {
    var response = WebResponse.json(workflow.json(with: try exchange.requireRevision(of: workflow)))
    response.headers[.eTag] = workflow.entityTag
    return response
  }

  private static func answer(_ published: PublishedWorkflow, _ exchange: Exchange) -> WebResponse {
    var response = WebResponse.json(
      [
        "workflowId": .string(published.workflow.rawValue), "revision": .integer(Int64(published.revision)),
        "isNew": .bool(published.isNew), "issues": .array(published.report.issues.map(\.json)),
      ], status: published.isNew ? .created : .ok)
    response.headers[.location] = exchange.link("api", "v1", "workflows", published.workflow.rawValue).text
    return response
  }

  /// The body's text, YAML or JSON.
  private static func definition(_ exchange: Exchange) throws -> DefinitionText {
    try MediaType.require(MediaType.definitions, in: exchange.request)
    guard let text = String(validating: exchange.request.body, as: UTF8.self) else {
      throw Problem(.badRequest, "The definition is not UTF-8.")
    }
    return DefinitionText(text, named: "request", fallbackID: exchange.parameters["id"])
  }

  private static func expectedRevision(_ exchange: Exchange) throws(Problem) -> Int? {
    guard let text = exchange.request.query["expectedRevision"] else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw Problem(.badRequest, "expectedRevision must be a revision's number, or 0 for none yet.")
    }
    return number
  }

  /// `If-Match` repeats the tag that GET gave; `*` means that the workflow must exist.
  private static func requireMatch(_ id: WorkflowID, _ identity: Identity, _ exchange: Exchange) throws {
    guard let field = exchange.request.headers[.ifMatch] else { return }
    let workflow = try exchange.installation.storage.read { try $0.workflow(id, tenant: identity.tenant) }
    guard let workflow, EntityTags(field).contain(workflow.entityTag) else {
      throw Problem(
        .preconditionFailed, "The workflow is not as you saw it (If-Match). Read it again, and publish on top of that.")
    }
  }
}
