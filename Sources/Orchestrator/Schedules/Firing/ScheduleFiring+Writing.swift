import Engine
import Logging
import Store

extension ScheduleFiring {
  /// How long one commit may keep other writers waiting; the rest is still due, and next. Ends with what was begun, and
  /// the commit itself comes on top.
  private static let longestWriting = Duration.milliseconds(70)

  /// Somebody else has decided or changed the schedule meanwhile.
  private struct Overtaken: Error {}

  func write(_ plans: [PlannedFiring], _ report: inout Report) throws {
    let written = try installation.storage.write { writer in
      let begin = ContinuousClock.now
      var written = (decided: 0, fired: 0)
      for plan in plans where begin.duration(to: .now) < Self.longestWriting {
        do {
          written.fired += try self.writeWhatMayBegin(plan, with: writer)
          written.decided += 1
        } catch is Overtaken {
          continue
        } catch let violation as InvariantViolation {
          try self.stop(plan, violation, with: writer)
        }
      }
      return written
    }
    report.decided += written.decided
    report.fired += written.fired
  }

  /// A run whose concurrency key refuses it is blocked, and the rest is written without it.
  ///
  /// - Returns: how many runs were started.
  private func writeWhatMayBegin(_ plan: PlannedFiring, with writer: any StorageWriter) throws -> Int {
    var plan = plan
    while true {
      do {
        try writer.savepoint { try self.write(plan, with: writer) }
        return plan.runs.count
      } catch let refused as Refused {
        plan.refuse(refused.index, reason: refused.refusal.message)
      }
    }
  }

  private struct Refused: Error {
    let index: Int
    let refusal: SlotRefusal
  }

  /// The ledger moves first: the runs' own beginnings may be their ends, which the schedule then hears of.
  private func write(_ plan: PlannedFiring, with writer: any StorageWriter) throws {
    let advance = plan.advance
    guard try writer.moveLedger(of: advance.schedule, from: advance.old) else { throw Overtaken() }
    for slot in advance.dropped { try writer.deleteSlot(slot) }
    for slot in advance.buffered { try writer.insertSlot(slot) }
    for fire in advance.blocked + advance.fires {
      if fire.waited { try writer.updateSlot(fire.slot) } else { try writer.insertSlot(fire.slot) }
    }
    for span in advance.spans { try writer.insertSpan(span) }
    for (index, run) in plan.runs.enumerated() {
      do { try run.insert(with: writer) } catch let refusal as SlotRefusal {
        throw Refused(index: index, refusal: refusal)
      }
    }
    for (run, cancellation) in plan.cancellations {
      _ = try writer.enqueueStimulus(
        .cancelRequested(cancellation), for: run, at: advance.schedule.ledger.decidedAt ?? cancellation.at)
    }
    if let message = plan.failureMessage { try writer.enqueue(message) }
  }

  private func stop(
    _ plan: PlannedFiring, _ violation: InvariantViolation, with writer: any StorageWriter
  ) throws {
    let schedule = plan.advance.old
    installation.logger.error(
      "schedule stopped", metadata: ["schedule": "\(schedule.id)", "reason": "\(violation.description)"])
    try writer.failSchedule(schedule.id, Schedule.Failure(.poison, violation.description))
  }
}
