import Engine
public import Store

extension Worker {
  /// How long this pass keeps the others waiting while there is always something due.
  private static let slice = Duration.seconds(2)

  /// Fires schedules that are due, and then backfills: these never keep a schedule waiting, and take one batch at a time.
  public func fireSchedules() throws -> TickTally {
    var tally = TickTally()
    let now = installation.clock.now()
    guard let due = try installation.storage.read({ try $0.nextScheduleDue() }), due <= now else { return tally }
    let firing = ScheduleFiring(installation, witness: file)
    let begin = ContinuousClock.now
    var isExhausted = false
    while !isExhausted, begin.duration(to: .now) < Self.slice {
      let report = try firing.fireDue()
      tally.slots += report.fired
      tally.schedules += report.decided
      // What others decided at the same time is theirs, and what this could not write is for the next round.
      isExhausted = report.isExhausted && report.decided == report.due
      if report.decided == 0 { break }
    }
    let backfilled = try BackfillFiring(installation, witness: file).fireDue()
    tally.slots += backfilled.fired
    tally.schedules += backfilled.decided
    return tally
  }

  /// How long a schedule may be due without being decided: two minutes of crontab lines, and the work of one tick.
  private static let overdueAfter = TimeSpan.seconds(180)
  /// More would be a list, not a warning.
  private static let mostFindings = 20

  /// What must not be about schedules, in words.
  public func scheduleFindings() throws -> [String] {
    let now = installation.clock.now()
    return try installation.storage.read { reader in
      var findings = try reader.ledgerFindings(overdue: now - Self.overdueAfter, limit: Self.mostFindings).map(\.text)
      // This tick's own row is the newest.
      if let before = try reader.ticks(limit: 2).last, before.worker != self.id, before.startedAt > now {
        findings.append(
          "the clock was ahead: the tick before began at \(before.startedAt), and it is \(now); what was decided up to "
            + "then isn't decided again")
      }
      return findings
    }
  }
}

extension LedgerFinding {
  /// For people.
  public var text: String {
    let schedule = "the schedule '\(name)' (\(schedule))"
    return switch kind {
    case .noFuture: "\(schedule) is enabled and will never fire again: look at its hours, calendar and end"
    case .overdue: "\(schedule) should have been looked at \(since.map { "at \($0)" } ?? "before")"
    case .stuck: "\(schedule) has slots that wait for the end of a run, and none is going on"
    case .failed: "\(schedule) can't fire: \(message ?? "its failure isn't known")"
    }
  }
}
