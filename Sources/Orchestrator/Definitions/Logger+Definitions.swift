import Engine
import Logging

/// What is logged about definitions; the one place with these words.
extension Logger {
  func workflowPublished(_ workflow: WorkflowID, revision: Int, by actor: Actor) {
    info("workflow published", metadata: ["workflow": "\(workflow)", "revision": "\(revision)", "by": "\(actor)"])
  }

  func workflowSwitched(_ workflow: WorkflowID, enabled: Bool, by actor: Actor) {
    info("workflow switched", metadata: ["workflow": "\(workflow)", "enabled": "\(enabled)", "by": "\(actor)"])
  }

  func agentLeftOut(_ agent: AgentID, because error: any Error) {
    self.error("stored agent left out", metadata: ["agent": "\(agent)", "error": "\(error)"])
  }
}
