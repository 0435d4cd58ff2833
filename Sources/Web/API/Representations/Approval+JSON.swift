import Engine
import JSON
import Store

extension ApprovalEntry {
  var json: JSONValue {
    [
      "id": .string(approval.id.rawValue), "runId": .string(approval.run.rawValue),
      "workflowId": .string(workflow.rawValue), "step": .string(path), "status": .string(approval.status.rawValue),
      "title": approval.title.json, "message": .string(approval.message), "evidence": .object(approval.evidence),
      "approvers": .array(approval.approvers.map(JSONValue.string)), "digest": .string(approval.digest),
      "requestedAt": approval.requestedAt.json, "dueAt": approval.dueAt.json, "decidedAt": approval.decidedAt.json,
      "decidedBy": (approval.decidedBy?.rawValue).json, "comment": approval.comment.json,
    ]
  }
}
