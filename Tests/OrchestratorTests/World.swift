import Documents
import Engine
import Foundation
import JSON
import Logging
import Store
import Synchronization
import Testing

@testable import Orchestrator

/// An installation in a folder of its own, with a clock that the test moves.
final class World: Sendable {
  let installation: Installation
  let directory: DataDirectory
  private let parent: WorldParent

  init(_ configure: (inout Configuration) -> Void = { _ in }) throws {
    parent = try WorldParent()
    directory = DataDirectory(path: parent.path)
    for folder in directory.folders { try HostFile.createDirectory(folder, permissions: 0o700) }
    try SQLiteStorage.create(directory: directory.path, at: Instant(milliseconds: 1_700_000_000_000))
    installation = try World.open(directory, configure, parent.clock)
  }

  /// Another program that has the same data directory open.
  func another() throws -> Installation {
    try World.open(directory, { $0 = self.installation.configuration }, parent.clock)
  }

  private static func open(
    _ directory: DataDirectory, _ configure: (inout Configuration) -> Void, _ clock: MovableClock
  ) throws -> Installation {
    var configuration = Configuration()
    configure(&configuration)
    return Installation(
      directory: directory, configuration: configuration, storage: try SQLiteStorage(directory: directory.path),
      clock: WallClock { clock.now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  var now: Instant { parent.clock.now }

  func pass(seconds: Int64) { parent.clock.advance(seconds: seconds) }

  let admin = Identity(actor: "user:ada", roles: [.admin])

  @discardableResult
  func publish(_ yaml: String) throws -> PublishedWorkflow {
    try installation.publish(DefinitionText(yaml, named: "test.workflow.yaml", format: .yaml), by: admin)
  }

  func start(_ workflow: WorkflowID = "test", input: JSONObject = [:], key: String? = nil) throws -> Run {
    let request = StartRequest(workflow: workflow, input: input, trigger: ["kind": "test"], idempotencyKey: key)
    return try installation.startRun(request, by: admin).run
  }

  func run(_ id: RunID) throws -> Run { try #require(try installation.storage.read { try $0.run(id) }) }

  func pendingApproval() throws -> Approval {
    let filter = ApprovalFilter(tenant: .standard)
    return try #require(try installation.storage.read { try $0.approvals(filter, page: .first) }.items.first?.approval)
  }

  func steps(of run: RunID) throws -> [StepSummary] {
    try installation.storage.read { try $0.steps(of: run, page: .first) }.items
  }

  func worker() throws -> Worker { try #require(try Worker.begin(installation)).worker }
}

/// The folder goes with the world.
private final class WorldParent: Sendable {
  let path: String
  let clock = MovableClock()

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/escapement-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

final class MovableClock: Sendable {
  private let time = Mutex(Instant(milliseconds: 1_700_000_000_000))

  var now: Instant { time.withLock { $0 } }

  func advance(seconds: Int64) { time.withLock { $0 = $0 + .seconds(seconds) } }
}

extension Worker {
  /// Performs and drains until there is nothing left to do, with the steps that are the engine's own.
  func performEverything() throws {
    var assignments = try claim(limit: 100)
    while true {
      assignments = try perform(assignments)
      if assignments.isEmpty { assignments = try claim(limit: 100) }
      if try drainStimuli() == 0, assignments.isEmpty { return }
    }
  }

  private func perform(_ assignments: [Assignment]) throws -> [Assignment] {
    let finished = assignments.filter { !$0.isOwn }.map { Finished($0, .succeeded($0.input)) }
    let own = try performOwn(assignments.filter(\.isOwn), claiming: 100).assignments
    return try record(finished, claiming: 100).assignments + own
  }

  /// Claims and performs until nothing is queued: `noop` gives back its input.
  func performAll() throws {
    var assignments = try claim(limit: 100)
    while !assignments.isEmpty {
      let finished = assignments.map { Finished($0, .succeeded($0.input)) }
      assignments = try record(finished, claiming: 100).assignments
      if assignments.isEmpty { assignments = try claim(limit: 100) }
    }
  }
}
