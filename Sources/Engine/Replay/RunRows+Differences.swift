extension RunRows {
  /// In what the rows of two tellings of one history differ, in words; empty when they agree.
  ///
  /// Claims are no events: when a step was claimed, by whom and how often is not compared.
  public func differences(from stored: RunRows) -> [String] {
    compare("frame", frames.map { ($0.path.isEmpty ? "the root" : $0.path, $0) }, stored.frames.map { ($0.id, $0) }) {
      $0.id
    }
      + compare("step", steps.map { ($0.path, $0.unclaimed) }, stored.steps.map { ($0.id, $0.unclaimed) }) { $0.id }
      + compare("approval", approvals.map { ($0.message, $0) }, stored.approvals.map { ($0.id, $0) }) { $0.id }
      + rest(stored)
  }

  private func compare<Row: Hashable, ID: Hashable>(
    _ kind: String, _ mine: [(String, Row)], _ stored: [(ID, Row)], id: (Row) -> ID
  ) -> [String] {
    var known = Dictionary(stored, uniquingKeysWith: { first, _ in first })
    var found: [String] = []
    for (name, row) in mine {
      guard let other = known.removeValue(forKey: id(row)) else {
        found.append("the \(kind) \(name) is not stored")
        continue
      }
      if other != row { found.append("the \(kind) \(name) differs: \(row) is stored as \(other)") }
    }
    return found + known.keys.map { "the \(kind) \($0) is stored, but nothing made it" }
  }

  private func rest(_ stored: RunRows) -> [String] {
    var found: [String] = []
    let strip = { (records: [AttemptRecord]) in Set(records.map(\.unclaimed)) }
    if strip(attempts) != strip(stored.attempts) { found.append("the attempts differ") }
    if timers != stored.timers { found.append("the timers differ: \(timers) are stored as \(stored.timers)") }
    if signals != stored.signals { found.append("the kept signals differ") }
    if waits != stored.waits { found.append("the waits for events differ") }
    return found
  }
}

extension Step {
  fileprivate var unclaimed: Step {
    var step = self
    // Claimed or not is the same to a history.
    if step.lease != nil { step.status = .pending }
    step.lease = nil
    step.delivery = 0
    step.startedAt = nil
    if child == nil, executor != nil { step.deadlineAt = nil }
    return step
  }
}

extension AttemptRecord {
  fileprivate var unclaimed: AttemptRecord {
    var record = self
    record.deliveries = 0
    record.startedAt = nil
    return record
  }
}
