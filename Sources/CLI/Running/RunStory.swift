import Engine
import JSON
import Orchestrator
import Store

/// All that the command line shows of one run.
struct RunStory {
  let run: Run
  let steps: [StepSummary]
  let pending: [ApprovalEntry]
  /// Visits that left no step, as the events tell them.
  let passed: [Passed]
  let timers: [Timer]
  /// Where it stands under its concurrency key.
  let slot: SlotStanding?
  let heldUp: [HeldUpStep]

  struct Passed {
    var at: Instant
    var path: String
    var type: String
    var outcome: String
  }

  /// Events read at a time.
  private static let batch = 500

  init(of run: Run, in installation: Installation) throws {
    self.run = run
    let filter = ApprovalFilter(tenant: run.tenant, run: run.id)
    (steps, pending, timers, slot) = try installation.storage.read { store in
      (
        try Everything.of { try store.steps(of: run.id, page: $0) },
        try Everything.of { try store.approvals(filter, page: $0) }, try store.timers(of: run.id),
        try store.slot(of: run.id)
      )
    }
    heldUp = try installation.heldUpSteps(of: run)
    passed = try Self.passed(of: run.id, in: installation)
  }

  private static func passed(of run: RunID, in installation: Installation) throws -> [Passed] {
    var passed: [Passed] = []
    var last: Int64 = 0
    while true {
      let events = try installation.storage.read { try $0.events(of: run, after: last, limit: batch) }
      guard let newest = events.last else { return passed }
      last = newest.event.number
      for event in events.map(\.event) {
        passed += (event.detail["trace"]?.arrayValue ?? []).map { visit in
          Passed(
            at: event.at, path: visit["path"]?.stringValue ?? "", type: visit["type"]?.stringValue ?? "",
            outcome: visit["outcome"]?.stringValue ?? "")
        }
      }
    }
  }

  var json: JSONValue {
    var object = run.json.objectValue ?? [:]
    object["steps"] = .array(steps.map(\.json))
    object["passed"] = .array(
      passed.map {
        ["at": .moment($0.at), "path": .string($0.path), "type": .string($0.type), "outcome": .string($0.outcome)]
      })
    object["approvals"] = .array(pending.map(\.json))
    object["concurrency"] = slot?.json
    if !heldUp.isEmpty {
      object["heldUpSteps"] = .array(
        heldUp.map {
          ["path": .string($0.path), "agentId": .string($0.agent.rawValue), "reason": .string($0.reason)]
        })
    }
    return .object(object)
  }
}
