import Documents
import Engine
import Foundation
import JSON
import Store
import Testing

@testable import Orchestrator

/// Heartbeats on a clock that the test moves, with an agent whose answers the test gives.
struct HeartbeatTests {
  private let world: World
  private let worker: Worker

  init() throws {
    world = try World()
    worker = try world.worker()
    try world.installation.publishAgent(
      DefinitionText("{id: look, kind: noop}", named: "look.yaml", fallbackID: "look", format: .yaml), by: world.admin)
  }

  private func fields(_ yaml: String) throws -> HeartbeatSource {
    .fields(try Document.parse(yaml, named: "request", format: .yaml))
  }

  private func make(_ more: String = "") throws -> Heartbeat {
    let source = try fields("{name: shop, interval: 30m, agent: look, checks: [disk, orders]\(more)}")
    return try world.installation.createHeartbeat(source, by: world.admin)
  }

  private func write(_ text: String, to file: String = "shop/HEARTBEAT.md") throws {
    let path = "\(world.directory.workflows)/\(file)"
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// What an agent answers about each check; without an entry it fails.
  private typealias Answers = [String: JSONValue]

  /// One tick in which the agent answers. Returns the inputs that it was called with.
  @discardableResult
  private func tick(_ answers: Answers = [:]) throws -> [JSONValue] {
    var inputs: [JSONValue] = []
    while true {
      let watched = try worker.keepWatch()
      let assignments = try worker.claim(limit: 100)
      inputs += assignments.map(\.input)
      let finished = assignments.map { assignment -> Finished in
        guard let check = assignment.input["check"]?.stringValue, let answer = answers[check] else {
          return Finished(assignment, .failed(RunError(type: "agent_error", message: "the agent is out")))
        }
        return Finished(assignment, .succeeded(answer))
      }
      _ = try worker.record(finished, claiming: 0)
      if watched == 0, assignments.isEmpty, try worker.drainStimuli() == 0 { return inputs }
    }
  }

  private static let fine: Answers = ["disk": ["actionNeeded": false], "orders": ["actionNeeded": false]]
  private static let full: Answers = [
    "disk": ["actionNeeded": true, "details": "97 % full"], "orders": ["actionNeeded": false],
  ]

  private func beats() throws -> [BeatResult] {
    let heartbeat = try current()
    return try world.installation.storage.read { try $0.beats(of: heartbeat.id, page: .first).items }
  }

  private func current() throws -> Heartbeat { try world.installation.heartbeat("shop", for: world.admin) }

  private func alerts(_ view: AlertFilter.View = .all) throws -> [Alert] {
    let filter = AlertFilter(tenant: .standard, view: view)
    return try world.installation.storage.read { try $0.alerts(filter, page: .first).items }
  }

  @Test func `the agent is called once per check, with the check, the heartbeat and the last result`() throws {
    _ = try make(", description: The shop")
    world.pass(seconds: 1_800)
    let inputs = try tick(Self.full)
    #expect(inputs.count == 2)
    #expect(
      inputs.first == [
        "check": "disk", "heartbeat": ["name": "shop", "description": "The shop"], "lastResult": .null,
      ])
    world.pass(seconds: 1_800)
    let last = try tick(Self.fine).first?["lastResult"]
    #expect(last?["outcome"] == "alert" && last?["details"] == "97 % full")
  }

  @Test func `seed 000 and 001: a beat comes at its interval, and a person is told only when action is needed`() throws
  {
    _ = try make()
    world.pass(seconds: 1_799)
    #expect(try tick(Self.fine).isEmpty)
    world.pass(seconds: 1)
    #expect(try tick(Self.fine).count == 2)
    #expect(try beats().map(\.outcome) == [.ok])
    #expect(try alerts().isEmpty)
    world.pass(seconds: 1_800)
    try tick(Self.full)
    #expect(try alerts().map(\.notice.details) == ["97 % full"])
    #expect(try alerts().first?.notice.subject == "disk")
  }

  @Test func `seed 000: active hours are judged in the heartbeat's own zone`() throws {
    // 14 November 2023, 22:13:20 UTC, a Tuesday: 07:13 of Wednesday in Tokyo.
    _ = try make(#", timezone: Asia/Tokyo, activeHours: {start: "08:00", end: "20:00"}"#)
    #expect(try current().nextBeat == Instant("2023-11-14T23:13:20Z"))
    world.pass(seconds: 1_800)
    #expect(try tick(Self.fine).isEmpty)
    world.pass(seconds: 1_800)
    #expect(try tick(Self.fine).count == 2)
    // A tick that comes back only at night puts the beat off until the morning.
    world.pass(seconds: 13 * 3_600)
    #expect(try tick(Self.fine).isEmpty)
    #expect(try beats().count == 1)
    #expect(try current().nextBeat > world.now + .seconds(9 * 3_600))
  }

  @Test func `seed 001: alerts wait for whoever was not connected, until somebody acknowledges them`() throws {
    let heartbeat = try make()
    world.pass(seconds: 1_800)
    try tick(Self.full)
    world.pass(seconds: 1_800)
    try tick(Self.fine)
    // The problem is over, and nobody has seen it: it is still listed.
    #expect(try alerts(.waiting).count == 1)
    #expect(try alerts(.open).isEmpty)
    let beat = try #require(try beats().last)
    let acknowledged = try world.installation.acknowledgeBeat(
      beat.id, of: heartbeat, comment: "cleaned up", by: world.admin)
    #expect(acknowledged.map(\.acknowledgement?.by) == ["user:ada"])
    #expect(try alerts(.waiting).isEmpty)
  }

  @Test func `the same problem raises one alert, which counts, and one that comes back is raised again`() throws {
    _ = try make()
    for answers in [Self.full, Self.full, Self.fine, Self.full] {
      world.pass(seconds: 1_800)
      try tick(answers)
    }
    let alert = try #require(try alerts().first)
    #expect(try alerts().count == 1)
    #expect(alert.occurrences == 3 && alert.isOpen)
    try world.installation.acknowledgeAlert(alert.id, comment: nil, by: world.admin)
    #expect(throws: OperationError.self) {
      try world.installation.acknowledgeAlert(alert.id, comment: nil, by: world.admin)
    }
    world.pass(seconds: 1_800)
    try tick(Self.full)
    #expect(try alerts().count == 1)
    for answers in [Self.fine, Self.full] {
      world.pass(seconds: 1_800)
      try tick(answers)
    }
    #expect(try alerts().count == 2)
    #expect(try alerts(.waiting).count == 1)
  }

  @Test func `raising and resolving are told to whoever listens, and counting is not`() throws {
    try world.installation.storage.write { writer in
      try writer.ensureTenant(.standard, at: world.now)
      _ = try writer.insertEndpoint(
        Endpoint(
          id: "e1", tenant: .standard, name: "pager", kind: .webhook, target: "https://pager.example.org/in",
          topics: ["alert.*"], createdBy: "user:ada", createdAt: world.now))
    }
    _ = try make()
    for answers in [Self.full, Self.full, Self.fine] {
      world.pass(seconds: 1_800)
      try tick(answers)
    }
    let filter = DeliveryFilter(tenant: .standard)
    let messages = try world.installation.storage.read { try $0.deliveries(filter, page: .first).items.map(\.message) }
    #expect(messages.map(\.topic) == ["alert.resolved", "alert.raised"])
    #expect(messages.last?.payload["details"] == "97 % full")
    #expect(Set(messages.map(\.subject)).count == 1)
  }

  @Test func `what can't be evaluated is shown as such, and is an alert after three times in a row`() throws {
    _ = try make()
    for expected in [0, 0, 1, 1] {
      world.pass(seconds: 1_800)
      try tick(["orders": ["actionNeeded": false]])
      #expect(try beats().first?.outcome == .unevaluated)
      #expect(try alerts(.open).count == expected)
    }
    #expect(try alerts().first?.notice.kind == .unevaluated)
    #expect(try beats().first?.checks.first?.details?.contains("the agent is out") == true)
    world.pass(seconds: 1_800)
    try tick(Self.fine)
    #expect(try alerts(.open).isEmpty)
  }

  @Test func `the file is read again at each beat`() throws {
    let head = "---\ninterval: 30m\nagent: look\n---\n"
    try write(head + "- [ ] disk\n")
    let made = try world.installation.createHeartbeat(.file("shop/HEARTBEAT.md"), by: world.admin)
    #expect(made.spec.name == "shop")
    world.pass(seconds: 1_800)
    #expect(try tick(Self.fine).map { $0["check"] } == ["disk"])
    try write(head + "- [x] disk\n- [ ] orders\n")
    world.pass(seconds: 1_800)
    #expect(try tick(Self.fine).map { $0["check"] } == ["orders"])
    #expect(try current().spec.checks == ["orders"])
  }

  @Test func `a file that is broken or gone leaves its checks unevaluated, and says why with the line`() throws {
    try write("---\ninterval: 30m\nagent: look\n---\n- [ ] disk\n")
    _ = try world.installation.createHeartbeat(.file("shop/HEARTBEAT.md"), by: world.admin)
    try write("---\ninterval: 30m\nagent: look\n---\n- disk\n")
    world.pass(seconds: 1_800)
    #expect(try tick(Self.fine).isEmpty)
    #expect(try beats().first?.checks.first?.outcome == .unevaluated)
    #expect(try current().problem?.contains("line 5") == true)
    try FileManager.default.removeItem(atPath: "\(world.directory.workflows)/shop/HEARTBEAT.md")
    world.pass(seconds: 1_800)
    try tick(Self.fine)
    #expect(try beats().count == 2)
    try write("---\ninterval: 30m\nagent: look\n---\n- [ ] disk\n")
    world.pass(seconds: 1_800)
    try tick(Self.fine)
    #expect(try current().problem == nil)
    #expect(try beats().first?.outcome == .ok)
  }

  @Test(arguments: ["../../etc/HEARTBEAT.md", "/etc/HEARTBEAT.md", "link/HEARTBEAT.md", "shop/HEARTBEAT.yaml"])
  func `a file outside of the allowed folders is not read`(file: String) throws {
    let outside = try Scratch()
    try outside.write("---\ninterval: 30m\nagent: look\n---\n- [ ] disk\n", to: "HEARTBEAT.md")
    try FileManager.default.createSymbolicLink(
      atPath: "\(world.directory.workflows)/link", withDestinationPath: outside.path)
    #expect(throws: OperationError.self) {
      try world.installation.createHeartbeat(.file(file), by: world.admin)
    }
  }

  @Test func `a folder that the host's owner has named is allowed`() throws {
    let outside = try Scratch()
    try outside.write("---\ninterval: 30m\nagent: noop\nname: shop\n---\n- [ ] disk\n", to: "HEARTBEAT.md")
    let world = try World { $0.heartbeatFolders = [outside.path] }
    let made = try world.installation.createHeartbeat(.file("\(outside.path)/HEARTBEAT.md"), by: world.admin)
    #expect(made.spec.checks == ["disk"])
  }

  @Test func `two ticks begin and end a beat once`() throws {
    _ = try make()
    world.pass(seconds: 1_800)
    let stale = try current()
    #expect(try world.installation.beat(stale))
    #expect(try !world.installation.beat(stale))
    let beating = try current()
    _ = try worker.claim(limit: 10).map {
      try worker.record([Finished($0, .succeeded(["actionNeeded": false]))], claiming: 0)
    }
    #expect(try world.installation.endBeat(of: beating))
    #expect(try !world.installation.endBeat(of: beating))
    #expect(try beats().count == 1)
    let filter = RunFilter(tenant: .standard)
    #expect(try world.installation.storage.read { try $0.runs(filter, page: .first).items.count } == 1)
  }

  @Test func `a beat whose tick died is finished by the next one`() throws {
    _ = try make()
    world.pass(seconds: 1_800)
    let dying = try world.worker()
    #expect(try dying.keepWatch() == 1)
    #expect(try dying.claim(limit: 10).count == 2)
    dying.file.remove()
    try world.installation.storage.write { writer in
      try writer.releaseSteps(try writer.leases(of: dying.id))
      try writer.deleteWorker(dying.id)
    }
    #expect(try tick(Self.fine).count == 2)
    #expect(try beats().map(\.outcome) == [.ok])
  }

  @Test func `a beat can be asked for, and not while one goes on`() throws {
    let heartbeat = try make()
    let beating = try world.installation.beatNow(heartbeat, by: world.admin)
    #expect(beating.run != nil && beating.nextBeat == heartbeat.nextBeat)
    #expect(throws: OperationError.self) { try world.installation.beatNow(beating, by: world.admin) }
    try tick(Self.fine)
    #expect(try beats().map(\.cause) == [.manual])
  }

  @Test func `a paused heartbeat doesn't beat, and a resumed one begins afresh`() throws {
    let heartbeat = try make()
    _ = try world.installation.setHeartbeat(heartbeat.id, paused: true, by: world.admin)
    world.pass(seconds: 7_200)
    #expect(try tick(Self.fine).isEmpty)
    let resumed = try world.installation.setHeartbeat(heartbeat.id, paused: false, by: world.admin)
    #expect(resumed.nextBeat == world.now + .seconds(1_800))
  }

  @Test func `an edit is refused when somebody else was faster, and a deleted heartbeat leaves its alerts resolved`()
    throws
  {
    let heartbeat = try make()
    let source = try fields("{name: shop, interval: 1h, agent: look, checks: [disk]}")
    let edited = try world.installation.updateHeartbeat(heartbeat, source, expected: 1, by: world.admin)
    #expect(edited.version == 2 && edited.spec.interval == .seconds(3_600))
    #expect(throws: OperationError.self) {
      try world.installation.updateHeartbeat(heartbeat, source, expected: 1, by: world.admin)
    }
    world.pass(seconds: 3_600)
    try tick(Self.full)
    try world.installation.deleteHeartbeat(heartbeat.id, by: world.admin)
    #expect(try alerts().map(\.isOpen) == [false])
    #expect(throws: OperationError.self) { try current() }
    // Its name is free again.
    _ = try make()
  }

  @Test(arguments: [
    "{name: shop, interval: 30m, agent: nobody, checks: [disk]}",
    "{name: shop, interval: 30m, agent: look, checks: [disk], timezone: Europe/Berlln}",
    "{name: shop, interval: 30m, agent: look, checks: []}", "{name: Shop!, interval: 30m, agent: look, checks: [disk]}",
    "{name: shop, agent: look, checks: [disk]}",
  ])
  func `what can't be a heartbeat is refused with its place`(yaml: String) throws {
    let source = try fields(yaml)
    let error = #expect(throws: OperationError.self) {
      try world.installation.createHeartbeat(source, by: world.admin)
    }
    #expect(error?.kind == .invalid && error?.issues.isEmpty == false)
  }
}
