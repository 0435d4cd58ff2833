/// What becomes of a slot while others of the schedule are going on or wait.
extension ScheduleDraft {
  /// Slots that wait, as far as their time has come.
  mutating func release() {
    while let slot = queue.first, slot.releaseAt ?? now <= now {
      if obstacle == nil, left > 0, running > 0 {
        switch spec.overlap {
        case .bufferOne, .bufferAll, .cancelOther:
          return
        case .skip:
          drop(queue.removeFirst(), .skippedOverlap, reason: Self.otherRuns)
          continue
        case .allow: break
        case .terminateOther: advance.ends = .terminate
        }
      }
      begin(queue.removeFirst(), waited: true)
    }
  }

  private static let otherRuns = "the run before was still going on"

  /// An instant whose time has come.
  mutating func arrive(_ slot: ScheduleSlot) {
    guard obstacle == nil, left > 0 else { return begin(slot, waited: false) }
    let isFree = running == 0 && queue.isEmpty
    switch spec.overlap {
    case .allow:
      begin(slot, waited: false)
    case .skip:
      if running == 0 { begin(slot, waited: false) } else { tell(slot, .skippedOverlap, reason: Self.otherRuns) }
    case .bufferOne:
      if isFree {
        begin(slot, waited: false)
      } else if queue.isEmpty {
        wait(slot)
      } else {
        tell(slot, .skippedOverlap, reason: "another one was waiting")
      }
    case .bufferAll:
      if isFree {
        begin(slot, waited: false)
      } else if queue.count < ScheduleDecider.mostBuffered {
        wait(slot)
      } else {
        tell(slot, .skippedOverlap, reason: "\(ScheduleDecider.mostBuffered) others were waiting")
      }
    case .cancelOther:
      takePlaces()
      if running == 0 { return begin(slot, waited: false) }
      advance.ends = .cancel
      wait(slot)
    case .terminateOther:
      takePlaces()
      if running > 0 { advance.ends = .terminate }
      begin(slot, waited: false)
    }
  }

  /// A newer instant is wanted instead of those that wait.
  private mutating func takePlaces() {
    for slot in queue { drop(slot, .skippedOverlap, reason: "a newer one took its place") }
    queue = []
  }

  /// - Parameter releaseAt: not before; nil: when the others are over.
  mutating func wait(_ slot: ScheduleSlot, releaseAt: Instant? = nil) {
    var slot = slot
    slot.status = .buffered
    slot.releaseAt = releaseAt
    slot.reason = slot.reason ?? (releaseAt == nil ? "waits for the end of the run before" : "waits for its turn")
    advance.buffered.append(slot)
    queue.append(slot)
  }

  /// Fires, unless something is in the way.
  private mutating func begin(_ slot: ScheduleSlot, waited: Bool) {
    if let obstacle {
      var slot = slot
      slot.status = .blocked
      slot.reason = obstacle
      slot.releaseAt = nil
      advance.blocked.append(.init(slot: slot, waited: waited))
      advance.schedule.counts.missed += 1
      advance.schedule.lastError = obstacle
    } else if left == 0 {
      let reason = "\(spec.maxRuns ?? 0) runs were to be started"
      if waited { drop(slot, .limitReached, reason: reason) } else { tell(slot, .limitReached, reason: reason) }
    } else {
      advance.fires.append(.init(slot: slot, waited: waited))
      advance.schedule.counts.fired += 1
      left -= 1
      running += 1
    }
  }

  mutating func drop(_ slot: ScheduleSlot, _ outcome: ScheduleSpan.Outcome, reason: String) {
    // It may have begun to wait in this very decision.
    if let index = advance.buffered.firstIndex(of: slot) {
      advance.buffered.remove(at: index)
    } else {
      advance.dropped.append(slot)
    }
    tell(slot, outcome, reason: reason)
  }
}
