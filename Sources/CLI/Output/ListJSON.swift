import Engine
import JSON
import Orchestrator
import Store

/// Rows as JSON, under the names that the API uses.
extension Workflow {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "name": .text(name), "description": .text(description), "version": .text(version),
      "revision": .integer(Int64(revision)), "enabled": .bool(isEnabled), "createdAt": .moment(createdAt),
      "updatedAt": .moment(updatedAt),
      "lastRun": lastRun.map {
        ["id": .string($0.id.rawValue), "status": .string($0.status.rawValue), "createdAt": .moment($0.createdAt)]
      } ?? .null,
    ]
  }
}

extension StoredAgent {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "kind": .string(kind), "version": .text(version), "description": .text(description),
      "enabled": .bool(isEnabled), "hash": .string(hash), "updatedAt": .moment(updatedAt),
      "updatedBy": .string(updatedBy.rawValue),
    ]
  }
}

extension RunSummary {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "workflowId": .string(workflow.rawValue), "revision": .integer(Int64(revision)),
      "status": .string(status.rawValue), "labels": .object(labels), "trigger": .object(trigger),
      "createdAt": .moment(createdAt), "startedAt": .moment(startedAt), "finishedAt": .moment(finishedAt),
      "waitingFor": .text(waitingFor), "error": error?.json ?? .null,
    ]
  }
}

extension Run {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "workflowId": .string(workflow.rawValue), "revision": .integer(Int64(revision)),
      "status": .string(status.rawValue), "labels": .object(labels), "trigger": .object(trigger),
      "priority": .integer(Int64(priority)), "input": .object(input), "output": output ?? .null,
      "error": error?.json ?? .null,
      "createdAt": .moment(createdAt), "startedAt": .moment(startedAt), "finishedAt": .moment(finishedAt),
      "waitingFor": .text(waitingFor),
    ]
  }
}

extension SlotStanding {
  var json: JSONValue {
    [
      "key": .string(key), "limit": .integer(Int64(limit)), "slot": number.map { .integer(Int64($0)) } ?? .null,
      "place": place.map { .integer(Int64($0)) } ?? .null, "waiting": .integer(Int64(waiting)),
      "holders": .array(holders.map { .string($0.rawValue) }),
    ]
  }
}

extension StepSummary {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "path": .string(path), "state": .string(state), "visit": .integer(Int64(visit)),
      "type": .string(type.rawValue), "status": .string(status.rawValue), "attempt": .integer(Int64(attempt)),
      "delivery": .integer(Int64(delivery)), "executor": .text(executor?.rawValue), "error": error?.json ?? .null,
      "createdAt": .moment(createdAt), "startedAt": .moment(startedAt), "finishedAt": .moment(finishedAt),
      "childRunId": .text(child?.rawValue),
    ]
  }
}

extension StoredEvent {
  var json: JSONValue {
    [
      "sequence": .integer(sequence), "number": .integer(event.number), "at": .moment(event.at),
      "type": .string(event.type.rawValue), "actor": .string(event.actor.rawValue),
      "step": .text(event.step?.rawValue), "payload": event.payload ?? .null, "detail": .object(event.detail),
    ]
  }
}

extension ApprovalEntry {
  var json: JSONValue {
    [
      "id": .string(approval.id.rawValue), "runId": .string(approval.run.rawValue),
      "workflowId": .string(workflow.rawValue), "step": .string(path), "status": .string(approval.status.rawValue),
      "title": .text(approval.title), "message": .string(approval.message), "evidence": .object(approval.evidence),
      "approvers": .array(approval.approvers.map { .string($0) }), "digest": .string(approval.digest),
      "requestedAt": .moment(approval.requestedAt), "dueAt": .moment(approval.dueAt),
      "decidedAt": .moment(approval.decidedAt), "decidedBy": .text(approval.decidedBy?.rawValue),
      "comment": .text(approval.comment),
    ]
  }
}

extension JSONValue {
  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func moment(_ instant: Instant?) -> JSONValue { instant.map { .string($0.description) } ?? .null }
}
