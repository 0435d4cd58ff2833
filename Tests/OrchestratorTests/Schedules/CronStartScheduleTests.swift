import Engine
import Foundation
import JSON
import Store
import Testing

@testable import Orchestrator

/// A workflow that begins with a `cron` state gets one schedule, which belongs to the operators from then on.
struct CronStartScheduleTests {
  private let world: World

  init() throws { world = try World() }

  private func text(_ zone: String = "Europe/Berlin", cron: String = "30 2 * * *") -> String {
    """
    id: nightly
    states:
      - {name: start, type: cron, cron: "\(cron)", timezone: \(zone), input: {region: eu}, next: work}
      - {name: work, type: operation, action: noop, end: true}
    """
  }

  private func schedules() throws -> [Schedule] {
    try world.installation.schedules(ScheduleFilter(tenant: .standard), page: .first, for: world.admin).items
  }

  @Test func `the first sync makes one schedule, and later ones leave it to the operators`() throws {
    let file = "\(world.directory.workflows)/nightly.workflow.yaml"
    try text().write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try !world.installation.sync(by: world.admin).hasInvalid)
    let schedule = try #require(try schedules().first)
    #expect(schedule.spec.timing == .cron("30 2 * * *"))
    #expect((schedule.spec.timezone, schedule.spec.payload) == ("Europe/Berlin", ["region": "eu"]))
    #expect(schedule.ledger.nextFire == Instant("2023-11-15T01:30:00Z"))
    _ = try world.installation.pauseSchedule(schedule.id, until: nil, reason: "mine", by: world.admin)
    try text(cron: "0 5 * * *").write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try !world.installation.sync(by: world.admin).hasInvalid)
    let kept = try #require(try schedules().first)
    #expect(try schedules().count == 1 && kept.status == .paused && kept.spec.timing == .cron("30 2 * * *"))
    try world.installation.deleteSchedule(schedule.id, by: world.admin)
    try text(cron: "0 6 * * *").write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try !world.installation.sync(by: world.admin).hasInvalid)
    #expect(try schedules() == [], "what an operator deleted doesn't come back")
  }

  @Test func `a zone that the host doesn't have is told before anything is published`() throws {
    let error = world.refusal { try world.publish(text("Europe/Berln")) }
    #expect(error?.kind == .invalid && error?.message.contains("did you mean 'Europe/Berlin'") == true)
    #expect(try world.installation.storage.read { try $0.workflow("nightly", tenant: .standard) } == nil)
  }
}
