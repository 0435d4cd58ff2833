import Engine
import Logging
import Store

/// Firing schedules: they are decided and their runs prepared outside of any transaction, and written in one, each in a
/// savepoint of its own. What has moved meanwhile is left for the next look.
struct ScheduleFiring {
  let installation: Installation
  /// Told before and after each decision, so that a crash inside one can be blamed on its schedule.
  let witness: (any DecisionWitness)?

  /// How many one commit takes.
  static let batch = 200
  /// How late an instant may be and still count as on time, to schedules that don't catch up.
  static let tolerance = TimeSpan.seconds(300)

  init(_ installation: Installation, witness: (any DecisionWitness)? = nil) {
    self.installation = installation
    self.witness = witness
  }

  /// What one batch did.
  struct Report {
    /// Schedules that were due when it was read.
    var due = 0
    /// Schedules that were written.
    var decided = 0
    /// Runs that were started.
    var fired = 0

    var isExhausted: Bool { due < ScheduleFiring.batch }
  }

  /// Decides what is due, longest due first.
  func fireDue() throws -> Report {
    let now = installation.clock.now()
    return try fire(try dueSchedules(at: now), at: now)
  }

  /// Decides one schedule now, whether it is due or not.
  func fire(_ id: ScheduleID) throws {
    guard let schedule = try installation.storage.read({ try $0.schedule(id) }) else { return }
    _ = try fire([schedule], at: installation.clock.now())
  }

  private func dueSchedules(at now: Instant) throws -> [Schedule] {
    do {
      return try installation.storage.read { try $0.dueSchedules(at: now, limit: Self.batch) }
    } catch is InvariantViolation {
      return try readableSchedules(at: now)
    }
  }

  /// One that can't be read must not keep the others from firing.
  private func readableSchedules(at now: Instant) throws -> [Schedule] {
    let ids = try installation.storage.read { try $0.dueScheduleIDs(at: now, limit: Self.batch) }
    return try ids.compactMap { id in
      do {
        return try installation.storage.read { try $0.schedule(id) }
      } catch let violation as InvariantViolation {
        try quarantine(id, violation)
        return nil
      }
    }
  }

  private func quarantine(_ id: ScheduleID, _ violation: InvariantViolation) throws {
    installation.logger.error(
      "schedule stopped", metadata: ["schedule": "\(id)", "reason": "\(violation.description)"])
    try installation.storage.write { try $0.failSchedule(id, Schedule.Failure(.poison, violation.description)) }
  }

  private func fire(_ schedules: [Schedule], at now: Instant) throws -> Report {
    var report = Report(due: schedules.count)
    guard !schedules.isEmpty else { return report }
    let situations = try installation.storage.read { reader in
      try schedules.map { try PlannedFiring.Circumstances(of: $0, reader) }
    }
    let sources = FiringSources(installation)
    var plans: [PlannedFiring] = []
    for (schedule, situation) in zip(schedules, situations) {
      witness?.willDecide(schedule.id)
      plans.append(try plan(schedule, situation, sources, now))
      witness?.didDecide()
    }
    try write(plans, &report)
    return report
  }

  private func plan(
    _ schedule: Schedule, _ circumstances: PlannedFiring.Circumstances, _ sources: FiringSources, _ now: Instant
  ) throws -> PlannedFiring {
    do {
      let decider = ScheduleDecider(try sources.instants(of: schedule), tolerance: Self.tolerance)
      var situation = circumstances.situation
      let readiness = try sources.readiness(of: schedule)
      if case .blocked(let reason) = readiness { situation.obstacle = reason }
      var plan = PlannedFiring(decider.decide(schedule, situation, now: now))
      try plan.end(circumstances.live, installation)
      if case .ready(let revision) = readiness { try plan.prepare(of: revision, installation, sources) }
      return plan
    } catch let failure as Schedule.Failure {
      return PlannedFiring(ScheduleAdvance(schedule, failing: failure, now: now))
    } catch let violation as InvariantViolation {
      return PlannedFiring(
        ScheduleAdvance(schedule, failing: Schedule.Failure(.poison, violation.description), now: now))
    }
  }
}
