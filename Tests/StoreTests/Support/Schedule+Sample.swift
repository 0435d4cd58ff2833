import Engine
import JSON

@testable import Store

extension Schedule {
  /// Each minute, made at the store's birth.
  static func sample(
    _ id: ScheduleID, name: String? = nil, workflow: WorkflowID = "hello", payload: JSONObject = ["name": "World"],
    dueAt: Instant? = TestStore.birth + .seconds(60)
  ) -> Schedule {
    let spec = ScheduleSpec(
      name: name ?? id.rawValue, workflow: workflow, timing: .cron("* * * * *"), timezone: "Europe/Berlin",
      payload: payload)
    return Schedule(
      id: id, tenant: .standard, spec: spec,
      ledger: ScheduleLedger(through: TestStore.birth, dueAt: dueAt, nextFire: dueAt), createdAt: TestStore.birth,
      createdBy: "user:ada")
  }

  /// The run of one of its instants.
  func run(_ id: RunID, slot: Instant?, backfill: BackfillID? = nil) -> Run {
    let provenance = ScheduleProvenance(
      self, slot: slot, backfill: backfill, revision: 1, at: TestStore.birth, by: .system)
    var run = Run.sample(id, workflow: spec.workflow)
    run.trigger = provenance.trigger
    return run
  }
}
