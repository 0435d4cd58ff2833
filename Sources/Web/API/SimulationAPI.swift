import Engine
import JSON
import Orchestrator
import Store

/// Going through a workflow without doing anything.
enum SimulationAPI {
  /// `{definition | workflowId, revision?, input?, fixtures?}`; the definition is an object, or a text in YAML or JSON.
  @Sendable static func simulate(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(
      of: exchange.request, ["definition", "workflowId", "revision", "input", "fixtures"])
    let fixtures: Fixtures
    do { fixtures = try Fixtures(try body.object("fixtures") ?? [:]) } catch let error as FixtureError {
      throw Problem.invalidField("fixtures", "\(error.description).")
    }
    let agents = try exchange.installation.agentCatalog(of: try exchange.identity().tenant)
    let (program, report) = DefinitionReader.read(
      text: try text(body, exchange), named: "request", agents: agents, zones: .system)
    guard let program else {
      throw OperationError(.invalid, "the definition has errors; nothing was simulated", issues: report.issues)
    }
    var run = SimulatedRun(
      program, input: try body.object("input") ?? [:], fixtures: fixtures, agents: agents, zones: .system)
    return .json(try run.finish().json)
  }

  private static func text(_ body: JSONBody, _ exchange: Exchange) throws -> String {
    switch body["definition"] {
    case .object(let object)?: return JSONValue.object(object).text
    case .string(let text)?: return text
    case nil, .null?: break
    case .some(let other):
      throw Problem.invalidField("definition", "definition must be an object or a text, not \(other.typeName).")
    }
    guard let id = try body.text("workflowId") else {
      throw Problem.invalidField("definition", "definition or workflowId is missing.")
    }
    let (number, tenant) = (try body.integer("revision"), try exchange.identity().tenant)
    let revision = try exchange.installation.storage.read {
      try $0.revision(of: WorkflowID(rawValue: id), tenant: tenant, number: number)
    }
    guard let revision else { throw Problem.invalidField("workflowId", "There is no such workflow or revision.") }
    return revision.content.source
  }
}
