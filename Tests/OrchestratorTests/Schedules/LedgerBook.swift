import Cron
import Engine
import Store
import Testing

@testable import Orchestrator

/// A schedule's whole ledger, held against its instants as a plain walk over them finds them.
struct LedgerBook {
  private(set) var instants = 0
  private(set) var slots = 0
  private(set) var inSpans = 0
  /// What is wrong, in words.
  private(set) var faults: [String] = []

  init(of schedule: Schedule, times: Times, _ storage: any Storage) throws {
    var decided: [Int64: String] = [:]
    try Self.each({ try storage.read { [cursor = $0] in try $0.slots(of: schedule.id, page: Self.page(cursor)) } }) {
      let second = $0.instant.milliseconds / 1_000
      if decided.updateValue("slot", forKey: second) != nil { faults.append("\($0.instant) has two slots") }
      slots += 1
    }
    try Self.each({ try storage.read { [cursor = $0] in try $0.spans(of: schedule.id, page: Self.page(cursor)) } }) {
      let (first, last) = ($0.first.milliseconds / 1_000, $0.last.milliseconds / 1_000)
      let inside = times.instants(after: first - 1, through: last, limit: .max)
      if inside.count != $0.count { faults.append("the span from \($0.first) counts \($0.count), not \(inside.count)") }
      for second in inside {
        if let other = decided.updateValue($0.outcome.rawValue, forKey: second) {
          faults.append("\(second) is \($0.outcome.rawValue) and \(other)")
        }
      }
      inSpans += $0.count
    }
    let through = schedule.ledger.through.milliseconds / 1_000
    for second in times.instants(after: schedule.createdAt.milliseconds / 1_000, through: through, limit: .max) {
      instants += 1
      if decided.removeValue(forKey: second) == nil {
        faults.append("\(Instant(milliseconds: second * 1_000)) is unexplained")
      }
    }
    faults += decided.keys.sorted().map { "\(Instant(milliseconds: $0 * 1_000)) is none of its instants" }
  }

  private static func page(_ cursor: PageCursor?) -> PageRequest {
    PageRequest(limit: PageRequest.maximumLimit, cursor: cursor)
  }

  private static func each<Item>(_ page: (PageCursor?) throws -> Page<Item>, _ body: (Item) -> Void) rethrows {
    var cursor: PageCursor?
    repeat {
      let found = try page(cursor)
      found.items.forEach(body)
      cursor = found.next
    } while cursor != nil
  }
}
