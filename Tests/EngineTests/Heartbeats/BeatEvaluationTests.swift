import JSON
import Testing

@testable import Engine

/// From answers to results, from results to alerts.
struct BeatEvaluationTests {
  private let now = Instant(milliseconds: 1_764_000_000_000)
  private let spec = HeartbeatSpec(name: "shop", agent: "a", interval: .seconds(60), checks: ["disk", "orders"])

  private func results(_ entries: JSONValue) -> [CheckResult] {
    BeatEvaluation.results(of: ["disk"], output: ["results": .array([entries])], failure: nil)
  }

  private func consequences(_ results: [CheckResult], _ earlier: [String: CheckMemory] = [:])
    -> BeatEvaluation.Consequences
  {
    BeatEvaluation.consequences(of: results, for: "h1", spec, run: "r1", remembering: earlier, at: now)
  }

  private func raised(_ outcome: BeatEvaluation.Consequences) -> [AlertKey] {
    outcome.alerts.compactMap { if case .raise(let notice) = $0 { notice.key } else { nil } }
  }

  private func resolved(_ outcome: BeatEvaluation.Consequences) -> [AlertKey] {
    outcome.alerts.compactMap { if case .resolve(let key) = $0 { key } else { nil } }
  }

  @Test func `an answer says whether somebody has to act, and why`() {
    #expect(results(["answer": ["actionNeeded": false]]) == [CheckResult("disk", .ok)])
    #expect(
      results(["answer": ["actionNeeded": true, "details": "97 % full"]])
        == [CheckResult("disk", .alert, details: "97 % full")])
  }

  @Test(
    arguments: [
      ["answer": "all is well"], ["answer": ["details": "x"]], ["answer": ["actionNeeded": "no"]], ["item": 1],
      ["error": ["type": "timeout", "message": "no answer within 600 seconds"]],
    ] as [JSONValue])
  func `what is no answer is unevaluated and never fine`(entry: JSONValue) {
    let result = results(entry).first
    #expect(result?.outcome == .unevaluated)
    #expect(result?.details?.isEmpty == false)
  }

  @Test func `a run that didn't complete evaluates nothing`() {
    let results = BeatEvaluation.results(of: spec.checks, output: nil, failure: "the run was cancelled")
    #expect(results == spec.checks.map { CheckResult($0, .unevaluated, details: "the run was cancelled") })
  }

  @Test func `only the checks that need action become alerts`() {
    let outcome = consequences([CheckResult("disk", .alert, details: "full"), CheckResult("orders", .ok)])
    #expect(raised(outcome) == [AlertKey(kind: .actionNeeded, source: "h1", subject: "disk")])
    #expect(resolved(outcome).contains(AlertKey(kind: .actionNeeded, source: "h1", subject: "orders")))
    #expect(BeatOutcome.of([CheckResult("disk", .alert), CheckResult("orders", .unevaluated)]) == .alert)
  }

  @Test func `a check that can't be evaluated three times in a row is an alert`() {
    var memory: [String: CheckMemory] = [:]
    var alerts: [Int] = []
    for _ in 0..<4 {
      let outcome = consequences([CheckResult("disk", .unevaluated, details: "no model")], memory)
      alerts.append(raised(outcome).count)
      #expect(resolved(outcome).isEmpty)
      memory = outcome.memory
    }
    #expect(alerts == [0, 0, 1, 1])
    memory = consequences([CheckResult("disk", .ok)], memory).memory
    #expect(memory["disk"]?.unevaluatedInARow == 0)
    #expect(resolved(consequences([CheckResult("disk", .ok)], memory)).count == 2)
  }

  @Test func `a check that left the list takes its alerts with it`() {
    let before = consequences([CheckResult("gone", .alert), CheckResult("disk", .ok)]).memory
    let outcome = consequences([CheckResult("disk", .ok)], before)
    #expect(outcome.memory.keys.sorted() == ["disk"])
    #expect(resolved(outcome).contains(AlertKey(kind: .actionNeeded, source: "h1", subject: "gone")))
  }

  @Test func `beats keep their rhythm, and those of an outage are not made up for`() {
    let anchor = now
    let next = { (seconds: Int64) in
      BeatClock.next(after: anchor + .seconds(seconds), from: anchor, every: .seconds(1_800)) { _ in true }
    }
    #expect(next(0) == anchor + .seconds(1_800))
    #expect(next(1_799) == anchor + .seconds(1_800))
    #expect(next(1_800) == anchor + .seconds(3_600))
    #expect(next(86_400 + 7) == anchor + .seconds(86_400 + 1_800))
  }

  @Test(arguments: [1, 1_800, 7_200, 90_061] as [Int64])
  func `the next beat is inside the active hours, for intervals of any length`(seconds: Int64) {
    // Active in the first six hours of every second day, counted from 1970.
    let isActive = { (instant: Instant) in instant.milliseconds % 172_800_000 < 21_600_000 }
    let next = BeatClock.next(after: now, from: now, every: .seconds(seconds), isActive: isActive)
    #expect(isActive(next) && next > now)
    #expect((next.milliseconds - now.milliseconds) % (seconds * 1_000) == 0)
  }
}
