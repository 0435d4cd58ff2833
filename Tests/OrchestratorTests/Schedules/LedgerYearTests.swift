import Cron
import Engine
import Foundation
import Store
import Testing

@testable import Orchestrator

/// A year of minutes in which everything happens to ticks that happens to ticks: none comes, two come at once, one is
/// killed before its commit, the clock jumps by an hour and by a day. No instant has two slots, and none is unexplained.
@Suite(.serialized) struct LedgerYearTests {
  private static let isThorough = ProcessInfo.processInfo.environment["ESCAPEMENT_THOROUGH"] == "1"
  /// The whole year takes minutes; a seeded part of it is looked at each time.
  private static let days = isThorough ? 365 : 3
  private static let seeds: [UInt64] =
    isThorough ? [UInt64.random(in: 1...999_999)] : [1, 2, 20_261_121]

  @Test(arguments: seeds)
  func `no instant is decided twice and none is left unexplained`(seed: UInt64) throws {
    print("ledger: seed \(seed), \(Self.days) days")
    let world = try World()
    try world.publishScheduled()
    try world.publish(
      """
      id: nap
      inputSchema: {type: object}
      states: [{name: nap, type: sleep, duration: 90, end: true}]
      """)
    var dice = SeededGenerator(seed: seed)
    let schedules = try makeSchedules(world)
    let ticks = try RoughTicking(world)
    let end = world.now + .seconds(Int64(Self.days) * 86_400)
    while world.now < end { try ticks.next(&dice) }
    try ticks.quiet()
    print("ledger: \(ticks.summary)")
    #expect(ticks.killed > 0 && ticks.overtaken > 0 && ticks.jumps > 0)
    for (id, times) in schedules {
      let schedule = try world.schedule(id)
      let book = try LedgerBook(of: schedule, times: times, world.installation.storage)
      #expect(book.faults.prefix(5) == [], "\(schedule.spec.name), seed \(seed)")
      #expect(book.slots + book.inSpans == book.instants)
      #expect(book.instants > 0)
      #expect(try fired(id, world) == schedule.counts.fired)
      print("ledger: \(schedule.spec.name): \(book.instants) instants, \(book.slots) slots, \(book.inSpans) in spans")
    }
  }

  private func fired(_ id: ScheduleID, _ world: World) throws -> Int {
    var filter = RunFilter(tenant: .standard)
    filter.schedule = id
    var (count, cursor): (Int, PageCursor?) = (0, nil)
    repeat {
      let page = try world.installation.storage.read {
        try $0.runs(filter, page: PageRequest(limit: PageRequest.maximumLimit, cursor: cursor))
      }
      count += page.items.count
      cursor = page.next
    } while cursor != nil
    return count
  }

  private func makeSchedules(_ world: World) throws -> [(ScheduleID, Times)] {
    let berlin = try ZoneCatalog.system.zone(named: "Europe/Berlin")
    func make(
      _ text: String, _ workflow: WorkflowID, _ overlap: OverlapPolicy, _ mode: CatchUp.Mode,
      _ change: (inout ScheduleSpec) -> Void = { _ in }
    ) throws -> (ScheduleID, Times) {
      let id = try world.schedule(.cron(text), of: workflow, named: "\(text) \(overlap) \(mode)") { spec in
        spec.timezone = "Europe/Berlin"
        spec.overlap = overlap
        spec.catchUp.mode = mode
        change(&spec)
      }
      return (id, .cron(CronTimes(try CronExpression(text), in: berlin)))
    }
    return [
      try make("* * * * *", "quick", .allow, .latest), try make("* * * * *", "nap", .skip, .latest),
      try make("* * * * *", "nap", .bufferOne, .all) { $0.catchUp.max = 5 },
      try make("*/7 * * * *", "nap", .bufferAll, .all) { $0.catchUp.spacing = .seconds(120) },
      try make("*/3 * * * *", "quick", .allow, .none),
      try make("*/5 * * * *", "nap", .cancelOther, .latest) { $0.activeHours = .init(start: "22:00", end: "06:30") },
      try make("30 2 * * *", "quick", .skip, .latest) { $0.jitter = .seconds(600) },
    ]
  }
}

/// Ticks as they come.
private final class RoughTicking {
  private let world: World
  private let storage: RoughStorage
  private let rough: Installation
  private let other: ScheduleFiring
  private let worker: Worker
  private(set) var ticks = 0
  private(set) var killed = 0
  private(set) var overtaken = 0
  private(set) var jumps = 0

  init(_ world: World) throws {
    self.world = world
    let installation = world.installation
    storage = RoughStorage(installation.storage)
    rough = Installation(
      directory: installation.directory, configuration: installation.configuration, storage: storage,
      clock: installation.clock, logger: installation.logger)
    other = ScheduleFiring(installation)
    worker = try world.worker()
  }

  var summary: String { "\(ticks) ticks, \(killed) killed, \(overtaken) overtaken, \(jumps) jumps of the clock" }

  func next(_ dice: inout SeededGenerator) throws {
    pass(&dice)
    ticks += 1
    switch Int.random(in: 0..<10, using: &dice) {
    case 0:
      storage.expect(.killed)
      killed += 1
    case 1...3:
      // A duplicate crontab line.
      let other = other
      storage.expect(.overtaken { _ = try other.fireDue() })
      overtaken += 1
    default: break
    }
    do {
      while try ScheduleFiring(rough).fireDue().decided > 0 {}
    } catch is RoughStorage.Killed {
      return
    }
    storage.expect(.none)
    while try worker.fireTimers() + worker.drainStimuli() > 0 {}
  }

  private func pass(_ dice: inout SeededGenerator) {
    switch Int.random(in: 0..<400, using: &dice) {
    case 0: jump(by: 3_600)
    case 1: jump(by: -3_600)
    case 2: jump(by: 86_400)
    case 3: if Bool.random(using: &dice) { jump(by: -86_400) }
    case 4...20: world.pass(seconds: 60 * Int64.random(in: 2...90, using: &dice))
    default: world.pass(seconds: Int64.random(in: 40...80, using: &dice))
    }
  }

  private func jump(by seconds: Int64) {
    world.pass(seconds: seconds)
    jumps += 1
  }

  /// Minutes in which nothing is wrong.
  func quiet() throws {
    storage.expect(.none)
    for _ in 0..<10 {
      world.pass(seconds: 60)
      while try ScheduleFiring(rough).fireDue().decided + worker.fireTimers() + worker.drainStimuli() > 0 {}
    }
    try worker.end()
  }
}
