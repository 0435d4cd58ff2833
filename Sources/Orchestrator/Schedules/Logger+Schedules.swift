import Engine
import Logging

extension Logger {
  func scheduleChanged(_ schedule: Schedule, _ verb: String, by actor: Actor) {
    info(
      "schedule \(verb)",
      metadata: [
        "schedule": "\(schedule.id)", "name": "\(schedule.spec.name)", "workflow": "\(schedule.spec.workflow)",
        "by": "\(actor)",
      ])
  }

  func schedulesRevalidated(_ workflow: WorkflowID, changed: Int, revision: Int) {
    info(
      "schedules revalidated",
      metadata: ["workflow": "\(workflow)", "revision": "\(revision)", "changed": "\(changed)"])
  }
}
