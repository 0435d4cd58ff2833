import Agents
import Orchestrator

/// Claims, performs, records. One commit takes all outcomes that are there and claims the next steps: a flush pays for
/// many steps when they are short, and for one when they are long.
extension Tick {
  /// How long this pass keeps the others waiting while there is always something to do.
  private static let slice = Duration.milliseconds(200)

  /// Steps that need no performing are claimed by hundreds; more in one transaction would make other writers wait.
  private static let largestAllowance = 512
  private static let smallestAllowance = 16

  func performSteps() throws {
    let end = ContinuousClock.now + Self.slice
    repeat {
      let instant = try beginClaimed()
      try record(instant + collect())
      if claimed.isEmpty { claimed = try claimMore() }
    } while !claimed.isEmpty && ContinuousClock.now < end
  }

  /// What the crew has finished. What it was made to stop goes back to the queue.
  func collect() throws -> [Finished] {
    let collected = crew.collect()
    try worker.giveUp(collected.interrupted)
    return collected.finished
  }

  func record(_ finished: [Finished]) throws {
    guard !finished.isEmpty else { return }
    let limit = claimLimit(places: crew.freePlaces)
    note(try worker.record(finished, claiming: limit), of: finished.count)
  }

  /// Steps that the engine performs itself.
  private func performOwn(_ assignments: [Assignment]) throws {
    guard !assignments.isEmpty else { return }
    let limit = claimLimit(places: crew.freePlaces)
    note(try worker.performOwn(assignments, claiming: limit), of: assignments.count)
  }

  private func note(_ recorded: Worker.Recorded, of count: Int) {
    claimed += recorded.assignments
    tally.steps += count
    tally.quarantined += recorded.quarantined
    hasProgressed = true
  }

  /// Hands what was claimed to the crew; what needs no performing is over at once.
  private func beginClaimed() throws -> [Finished] {
    var finished: [Finished] = []
    var excess: [Assignment] = []
    var own: [Assignment] = []
    let isMixed = !claimed.isEmpty
    for assignment in claimed {
      if assignment.isOwn {
        own.append(assignment)
      } else if let outcome = crew.instantOutcome(assignment) {
        finished.append(Finished(assignment, outcome))
      } else if crew.freePlaces > 0 {
        crew.begin(assignment)
      } else {
        excess.append(assignment)
      }
    }
    begun += claimed.count - excess.count
    if isMixed { adjustAllowance(allWereInstant: finished.count + own.count == claimed.count) }
    claimed = []
    try worker.release(excess)
    try performOwn(own)
    return finished
  }

  /// What a step needs is known only when it is claimed. As long as all of them need nothing, more are claimed at a
  /// time; the first that does ends it, so that a worker keeps no steps that others could perform.
  private func adjustAllowance(allWereInstant: Bool) {
    instantAllowance =
      allWereInstant ? min(max(instantAllowance * 2, Self.smallestAllowance), Self.largestAllowance) : 0
  }

  private func claimMore() throws -> [Assignment] {
    guard mayClaim, crew.freePlaces + instantAllowance > 0 else { return [] }
    let limit = claimLimit(places: min(crew.freePlaces, try worker.freePlaces()))
    return try worker.claim(limit: limit, runNamed: options.run)
  }

  private func claimLimit(places: Int) -> Int { mayClaim ? min(places + instantAllowance, remainingSteps) : 0 }
}
