import Engine
import Store

/// What was decided about one run, before it is written.
struct Plan {
  var run: RunID
  var items: [Item] = []
  /// Why the run can't be decided at all.
  var poison: String?

  init(run: RunID) { self.run = run }

  struct Item {
    /// The place among the advances.
    var index: Int
    var verdict: Verdict
  }

  enum Verdict {
    /// The decision's snapshot holds the run alone.
    case decided(Decision, from: Int64)
    case ignored(String)
    case unknownRun
  }

  /// The run as it will be after the decisions. They don't hold it themselves: each would keep a copy alive.
  var snapshot: RunSnapshot?

  var hasDecisions: Bool { items.contains { if case .decided = $0.verdict { true } else { false } } }

  func needsWriting(_ advances: [Advance]) -> Bool {
    poison != nil || hasDecisions || items.contains { advances[$0.index].queued != nil }
  }
}

/// What one pass over the waiting advances did.
struct Round {
  var outcomes: [Int: AdvanceOutcome] = [:]
  var claimed: [Step] = []
  /// Runs that were not written; their snapshots are of no use any more.
  var overtaken: Set<RunID> = []

  mutating func note(_ plan: Plan) {
    for item in plan.items {
      switch item.verdict {
      case .decided(let decision, _):
        outcomes[item.index] = .advanced(decision.run)
      case .ignored(let reason):
        outcomes[item.index] = .ignored(reason)
      case .unknownRun:
        outcomes[item.index] = .unknownRun
      }
    }
  }
}
