import Engine
import JSON
import Store

/// A decision about a schedule with the runs that it starts, not written yet.
struct PlannedFiring {
  private(set) var advance: ScheduleAdvance
  private(set) var runs: [PreparedRun] = []
  private(set) var cancellations: [(run: RunID, cancellation: Run.Cancellation)] = []

  init(_ advance: ScheduleAdvance) { self.advance = advance }

  /// What the schedule is decided upon.
  struct Circumstances {
    var live: [RunID]
    var situation: ScheduleDecider.Situation

    init(of schedule: Schedule, _ reader: any StorageReader) throws {
      live = schedule.spec.overlap == .allow && !schedule.isInterval ? [] : try reader.liveRuns(of: schedule.id)
      let buffered = schedule.ledger.isWaiting ? try reader.bufferedSlots(of: schedule.id) : []
      situation = .init(live: live.count, buffered: buffered)
    }
  }

  /// Prepares the runs of what fires. What can't begin is blocked or has failed, and says why.
  mutating func prepare(of revision: Revision, _ installation: Installation, _ sources: FiringSources) throws {
    var index = 0
    while index < advance.fires.count {
      do {
        let run = try run(of: index, revision, installation)
        let prepared = try installation.prepare(run, of: revision, in: try sources.environment(run.tenant))
        advance.note(run: run.id, of: index)
        runs.append(prepared)
        index += 1
      } catch let error as OperationError {
        advance.block(fire: index, reason: error.inOneLine)
      } catch let violation as InvariantViolation {
        advance.fail(fire: index, reason: violation.description)
      }
    }
  }

  /// A run that was prepared may not begin.
  mutating func refuse(_ index: Int, reason: String) {
    runs.remove(at: index)
    advance.block(fire: index, reason: reason)
  }

  private func run(of index: Int, _ revision: Revision, _ installation: Installation) throws -> Run {
    let schedule = advance.schedule
    let now = schedule.ledger.decidedAt ?? installation.clock.now()
    let input = try installation.checkedInput(schedule.spec.payload, against: revision)
    let provenance = ScheduleProvenance(
      schedule, slot: advance.fires[index].slot.instant, revision: revision.number, at: now, by: .system)
    return Run(
      id: installation.identifiers.run(at: now), tenant: schedule.tenant, workflow: schedule.spec.workflow,
      revision: revision.number, revisionHash: revision.content.hash, input: input, trigger: provenance.trigger,
      createdAt: now)
  }

  /// How the runs that are going on are ended, if they are.
  mutating func end(_ live: [RunID], _ installation: Installation) throws {
    guard let end = advance.ends else { return }
    let reason = "the schedule '\(advance.schedule.spec.name)' has come to its next instant"
    let now = advance.schedule.ledger.decidedAt ?? installation.clock.now()
    for run in live {
      let policy = end == .terminate ? .stopRunning : try installation.cancellationPolicy(of: run)
      cancellations.append((run, Run.Cancellation(by: .system, reason: reason, policy: policy, at: now)))
    }
  }

  var failureMessage: OutboxMessage? {
    let schedule = advance.schedule
    guard advance.hasFailed else { return nil }
    let reason = schedule.failure?.message ?? schedule.pause?.reason ?? ""
    return OutboxMessage(
      id: "schedule.failed:\(schedule.id):\(advance.old.ledger.moves)", tenant: schedule.tenant,
      topic: "schedule.failed", subject: schedule.id.rawValue,
      payload: [
        "schedule": .string(schedule.id.rawValue), "name": .string(schedule.spec.name),
        "workflow": .string(schedule.spec.workflow.rawValue), "status": .string(schedule.status.rawValue),
        "reason": .string(reason),
      ], at: schedule.ledger.decidedAt ?? schedule.updatedAt)
  }
}

extension Schedule {
  var isInterval: Bool { if case .after = spec.timing { true } else { false } }
}

extension OperationError {
  /// With its issues, for a column of a list.
  var inOneLine: String {
    issues.isEmpty
      ? message : message + ": " + issues.prefix(3).map { "\($0.path): \($0.message)" }.joined(separator: "; ")
  }
}
