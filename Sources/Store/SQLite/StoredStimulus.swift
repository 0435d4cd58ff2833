import Engine
import JSON

/// A stimulus as its row holds it: a word and an object.
struct StoredStimulus: Hashable, Sendable {
  var kind: String
  var payload: JSONObject

  init(kind: String, payload: JSONObject) {
    self.kind = kind
    self.payload = payload
  }

  init(_ stimulus: Stimulus) {
    switch stimulus {
    case .started: self.init(kind: "started", payload: [:])
    case .stepSucceeded(let result):
      self.init(
        kind: "stepSucceeded",
        payload: ["step": .string(result.step.rawValue), "lease": result.lease.json, "output": result.output])
    case .stepFailed(let failure):
      self.init(
        kind: "stepFailed",
        payload: ["step": .string(failure.step.rawValue), "lease": failure.lease.json, "error": failure.error.json])
    case .timerFired(let key):
      self.init(
        kind: "timerFired", payload: ["kind": .string(key.kind.rawValue), "step": text(key.step?.rawValue)])
    case .approvalDecided(let decision):
      self.init(
        kind: "approvalDecided",
        payload: [
          "approval": .string(decision.approval.rawValue), "approved": .bool(decision.approved),
          "by": .string(decision.by.rawValue), "comment": text(decision.comment),
        ])
    case .signalReceived(let signal):
      self.init(
        kind: "signalReceived",
        payload: [
          "name": .string(signal.name), "payload": signal.payload, "correlation": text(signal.correlation),
          "by": .string(signal.by.rawValue),
        ])
    case .childRunStarted(let step, let lease, let child):
      self.init(
        kind: "childRunStarted",
        payload: ["step": .string(step.rawValue), "lease": lease.json, "run": .string(child.rawValue)])
    case .childRunEnded(let result):
      self.init(
        kind: "childRunEnded",
        payload: [
          "run": .string(result.child.rawValue), "step": .string(result.step.rawValue),
          "status": .string(result.status.rawValue), "output": result.output ?? .null,
          "error": result.error?.json ?? .null,
        ])
    case .callbackReceived(let step): self.init(kind: "callbackReceived", payload: ["step": .string(step.rawValue)])
    case .callbackProgressed(let step):
      self.init(kind: "callbackProgressed", payload: ["step": .string(step.rawValue)])
    case .eventReceived(let event):
      self.init(
        kind: "eventReceived",
        payload: [
          "id": .string(event.id), "name": .string(event.name), "payload": event.payload,
          "correlation": text(event.correlation), "by": .string(event.by.rawValue), "at": instant(event.at),
        ])
    case .pauseRequested(let pause):
      self.init(
        kind: "pauseRequested",
        payload: ["by": .string(pause.by.rawValue), "reason": text(pause.reason), "at": instant(pause.at)])
    case .resumeRequested(let by): self.init(kind: "resumeRequested", payload: ["by": .string(by.rawValue)])
    case .cancelRequested(let cancellation):
      self.init(
        kind: "cancelRequested",
        payload: [
          "by": .string(cancellation.by.rawValue), "reason": text(cancellation.reason),
          "policy": .string(cancellation.policy.rawValue), "at": instant(cancellation.at),
        ])
    case .continued: self.init(kind: "continued", payload: [:])
    case .slotGranted: self.init(kind: "slotGranted", payload: [:])
    case .adopted(let adoption):
      self.init(
        kind: "adopted",
        payload: [
          "origin": adoption.origin.json, "by": .string(adoption.by.rawValue), "until": instant(adoption.until),
          "edits": .object(adoption.edits), "frame": text(adoption.frame?.rawValue),
        ])
    case .leaseLost(let step, let lease):
      self.init(kind: "leaseLost", payload: ["step": .string(step.rawValue), "lease": lease.json])
    }
  }
}

private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
private func instant(_ instant: Instant) -> JSONValue { .integer(instant.milliseconds) }

extension Lease {
  fileprivate var json: JSONValue {
    ["owner": .string(owner.rawValue), "epoch": .integer(epoch), "expiresAt": .integer(expiresAt.milliseconds)]
  }
}
