import Engine
import HTTPTypes
import Orchestrator
import Store

/// What a workflow was, and is.
enum RevisionAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let workflow = try exchange.requireWorkflow()
    let page = try exchange.pageRequest()
    return exchange.list(
      try exchange.installation.storage.read {
        try $0.revisions(of: workflow.id, tenant: workflow.tenant, page: page)
      }, \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let workflow = try exchange.requireWorkflow()
    let text = try exchange.parameter("number")
    guard let number = Int(text),
      let revision = try exchange.installation.storage.read({
        try $0.revision(of: workflow.id, tenant: workflow.tenant, number: number)
      })
    else { throw Problem.notFound("The workflow \(workflow.id.rawValue) has no revision \(text).") }
    return .json(revision.json)
  }
}

extension Exchange {
  /// The workflow of the address, if it is of the asker's tenant.
  func requireWorkflow() throws -> Workflow {
    let id = WorkflowID(rawValue: try parameter("id"))
    let tenant = try identity().tenant
    guard let workflow = try installation.storage.read({ try $0.workflow(id, tenant: tenant) }) else {
      throw Problem.notFound("There is no workflow \(id.rawValue).")
    }
    return workflow
  }

  /// Its newest revision.
  func requireRevision(of workflow: Workflow) throws -> Revision {
    let revision = try installation.storage.read {
      try $0.revision(of: workflow.id, tenant: workflow.tenant, number: nil)
    }
    guard let revision else { throw InvariantViolation("the workflow \(workflow.id) has no revision") }
    return revision
  }
}
