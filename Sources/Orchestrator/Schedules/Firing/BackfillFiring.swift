import Engine
import Logging
import Store

/// Working off backfills: a few of their instants at a time, after all that schedules want.
struct BackfillFiring {
  let installation: Installation
  let witness: (any DecisionWitness)?

  /// Backfills that one commit takes.
  private static let batch = 20
  /// Runs of one backfill that one commit begins.
  private static let mostStarts = 10

  init(_ installation: Installation, witness: (any DecisionWitness)? = nil) {
    self.installation = installation
    self.witness = witness
  }

  func fireDue() throws -> ScheduleFiring.Report {
    let now = installation.clock.now()
    let due = try installation.storage.read { try $0.dueBackfills(at: now, limit: Self.batch) }
    var report = ScheduleFiring.Report(due: due.count)
    let sources = FiringSources(installation)
    for backfill in due {
      witness?.willDecide(backfill.schedule)
      defer { witness?.didDecide() }
      let plan = try plan(backfill, sources, now)
      guard let fired = try installation.storage.write({ try self.writeWhatMayBegin(plan, with: $0) }) else { continue }
      report.decided += 1
      report.fired += fired
    }
    return report
  }

  private struct Plan {
    let old: Backfill
    var backfill: Backfill
    var slots: [ScheduleSlot] = []
    var runs: [PreparedRun] = []
  }

  private func plan(_ backfill: Backfill, _ sources: FiringSources, _ now: Instant) throws -> Plan {
    var plan = Plan(old: backfill, backfill: backfill)
    let (schedule, live) = try installation.storage.read { reader in
      (try reader.schedule(backfill.schedule), try reader.liveRuns(of: backfill.id, of: backfill.schedule))
    }
    guard let schedule else { throw InvariantViolation("the backfill \(backfill.id) has no schedule") }
    do {
      let instants = try sources.instants(of: schedule)
      let next = BackfillDecider(instants).decide(backfill, live: live, now: now, most: Self.mostStarts)
      plan.backfill = next.backfill
      for instant in next.starts { try start(instant, schedule, sources, now, &plan) }
    } catch let failure as Schedule.Failure {
      plan.backfill.lastError = failure.message
      plan.backfill.dueAt = now + ScheduleDecider.retryAfterFailure
    }
    return plan
  }

  private func start(
    _ instant: Instant, _ schedule: Schedule, _ sources: FiringSources, _ now: Instant, _ plan: inout Plan
  ) throws {
    var slot = ScheduleSlot(
      schedule: schedule.id, generation: schedule.generation, instant: instant, backfill: plan.backfill.id,
      status: .blocked, decidedAt: now)
    do {
      let prepared = try prepare(instant, schedule, sources, now, plan.backfill)
      slot.status = .fired
      slot.firedAt = now
      slot.run = prepared.run.id
      plan.runs.append(prepared)
      plan.backfill.fired += 1
    } catch let error as OperationError {
      fail(&slot, &plan.backfill, error.inOneLine)
    } catch let violation as InvariantViolation {
      fail(&slot, &plan.backfill, violation.description)
    }
    plan.slots.append(slot)
  }

  private func fail(_ slot: inout ScheduleSlot, _ backfill: inout Backfill, _ reason: String) {
    slot.reason = reason
    backfill.failed += 1
    backfill.lastError = reason
    // Nobody's end would wake it.
    if backfill.status == .running, backfill.dueAt == nil { backfill.dueAt = backfill.notBefore }
  }

  private func prepare(
    _ instant: Instant, _ schedule: Schedule, _ sources: FiringSources, _ now: Instant, _ backfill: Backfill
  ) throws -> PreparedRun {
    let revision: Revision
    switch try sources.readiness(of: schedule) {
    case .ready(let found): revision = found
    case .blocked(let reason): throw OperationError(.conflict, reason)
    }
    let input = try installation.checkedInput(schedule.spec.payload, against: revision)
    let provenance = ScheduleProvenance(
      schedule, slot: instant, backfill: backfill.id, revision: revision.number, at: now, by: backfill.createdBy)
    let run = Run(
      id: installation.identifiers.run(at: now), tenant: schedule.tenant, workflow: schedule.spec.workflow,
      revision: revision.number, revisionHash: revision.content.hash, input: input, trigger: provenance.trigger,
      createdAt: now)
    return try installation.prepare(run, of: revision, in: try sources.environment(schedule.tenant))
  }

  /// - Returns: how many runs were started; nil when somebody else was faster.
  private func writeWhatMayBegin(_ plan: Plan, with writer: any StorageWriter) throws -> Int? {
    var plan = plan
    while true {
      do {
        return try writer.savepoint { try self.write(plan, with: writer) } ? plan.runs.count : nil
      } catch let refused as Refused {
        let run = plan.runs.remove(at: refused.index).run.id
        plan.backfill.fired -= 1
        guard let index = plan.slots.firstIndex(where: { $0.run == run }) else { return nil }
        (plan.slots[index].status, plan.slots[index].run, plan.slots[index].firedAt) = (.blocked, nil, nil)
        fail(&plan.slots[index], &plan.backfill, refused.refusal.message)
      }
    }
  }

  private struct Refused: Error {
    let index: Int
    let refusal: SlotRefusal
  }

  private func write(_ plan: Plan, with writer: any StorageWriter) throws -> Bool {
    guard try writer.moveBackfill(plan.backfill, from: plan.old) else { return false }
    for slot in plan.slots { try writer.insertSlot(slot) }
    for (index, run) in plan.runs.enumerated() {
      do { try run.insert(with: writer) } catch let refusal as SlotRefusal {
        throw Refused(index: index, refusal: refusal)
      }
    }
    return true
  }
}
