import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Instants of the past that somebody wants run after all.
struct BackfillTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publishScheduled()
  }

  private func backfill(_ id: BackfillID) throws -> Backfill {
    try #require(try world.installation.storage.read { try $0.backfill(id, tenant: .standard) })
  }

  @Test func `a backfill runs its instants one after the other, beside the schedule's own`() throws {
    let id = try world.schedule(.eachMinute, of: "long") { $0.overlap = .allow }
    let made = try world.backfill(id, from: world.now - .seconds(180), to: world.now)
    #expect(try world.fire() == 1)
    #expect(try world.minutes(2) == 2)
    for expected in 2...3 {
      let last = try #require(try world.runs(of: id).last { $0.trigger["backfill"] != nil && $0.finishedAt == nil })
      try world.finish(last.id)
      try world.fire()
      #expect(try backfill(made).fired == expected)
    }
    #expect(try backfill(made).status == .completed)
    #expect(try world.slots(id).filter { $0.backfill == made }.count == 3)
  }

  @Test func `a backfill keeps its spacing, and ends`() throws {
    let id = try world.schedule(.cron("0 0 1 1 *"))
    try world.rewrite(id) { $0.timing = .eachMinute }
    let made = try world.backfill(
      id, from: world.now - .seconds(600), to: world.now, overlap: .allow, spacing: .seconds(60))
    #expect(try world.fire() == 1)
    #expect(try backfill(made).fired == 1)
    try world.minutes(9)
    #expect(try backfill(made).fired == 10)
    #expect(try backfill(made).status == .completed)
  }

  @Test func `an instant that is backfilled again has a slot of its own`() throws {
    let id = try world.schedule(.cron("0 22 * * *"))
    let (from, to) = (world.now - .seconds(3_600), world.now)
    let backfills = try (1...2).map { _ in try world.backfill(id, from: from, to: to) }
    #expect(try world.fire() == 2)
    #expect(Set(try world.slots(id).map(\.backfill)) == Set(backfills))
    #expect(Set(try world.slots(id).map(\.instant)).count == 1)
  }

  @Test func `schedules that are due come first, whatever there is to backfill`() throws {
    let filled = try world.schedule(.cron("0 0 1 1 *"), named: "filled")
    try world.rewrite(filled) { $0.timing = .interval(every: .seconds(1), anchor: Instant(milliseconds: 0)) }
    try world.backfill(filled, from: world.now - .seconds(5_000), to: world.now, overlap: .allow)
    let live = try world.schedule(.eachMinute, named: "live")
    world.pass(seconds: 60)
    let worker = try world.worker()
    let tally = try worker.fireSchedules()
    #expect(try world.schedule(live).counts.fired == 1)
    #expect(tally.slots <= 22)
    try worker.end()
  }
}
