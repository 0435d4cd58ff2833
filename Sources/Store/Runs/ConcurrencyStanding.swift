public import Engine

/// Slots of concurrency keys: counted from rows of runs that are not over, never from a stored number.
public protocol ConcurrencyReading {
  /// Nil for a run without a concurrency key, and for one that is over.
  func slot(of run: RunID) throws -> SlotStanding?
}

/// Granting itself is part of what decisions write (`requestSlot`, `freeSlot`).
public protocol ConcurrencyWriting {
  /// Takes the `slotGranted` that waits for the run, if there is one, so that it can be decided in this transaction.
  func takeSlotGrant(of run: RunID) throws -> Bool
}

/// Where a run stands that has a concurrency key.
public struct SlotStanding: Hashable, Sendable {
  public var key: String
  /// How many slots the key has for this run.
  public var limit: Int
  /// Nil while it waits.
  public var number: Int?
  /// 1 is next; nil when it waits for nothing.
  public var place: Int?
  /// How many wait for a slot of the key.
  public var waiting: Int
  /// Runs that hold slots of the key, a few.
  public var holders: [RunID]

  public init(key: String, limit: Int, number: Int?, place: Int?, waiting: Int, holders: [RunID]) {
    self.key = key
    self.limit = limit
    self.number = number
    self.place = place
    self.waiting = waiting
    self.holders = holders
  }

  /// `third of 5 that wait for a slot of the concurrency key 'deploy'; 01j… has the only one`
  public var words: String? {
    guard let place else { return nil }
    let ordinal =
      ["first", "second", "third"].indices.contains(place - 1)
      ? ["first", "second", "third"][place - 1] : "number \(place)"
    let held = holders.map(\.rawValue).joined(separator: ", ")
    return "\(ordinal) of \(waiting) in the queue of the concurrency key '\(key)', "
      + (limit == 1 ? "whose only slot the run \(held) has" : "whose \(limit) slots the runs \(held) have")
  }
}
