import Agents
import Orchestrator

extension Tick {
  /// Moves what was written into the database's main file, so that readers have a short log to look through. A tick that
  /// did nothing leaves it: that would be half of what it costs.
  func tidyUp() throws {
    try worker.pruneDeliveries()
    if tally != TickTally() { try worker.checkpoint() }
  }

  /// Writes down what was done and what is wrong with schedules, and frees the slot.
  func recordEnd() throws {
    findings = try worker.scheduleFindings()
    try worker.end(tally, findings: findings)
  }

  /// After the slot was freed: whether something came in that nobody else may have seen.
  func shouldComeBack() throws -> Bool {
    guard mayClaim, options.maxSteps == nil, tally.hasWork || options.run != nil else { return false }
    return try worker.hasWork()
  }
}

extension TickTally {
  fileprivate var hasWork: Bool { steps + timers + stimuli + schedules > 0 }
}
