import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Runs that share a bounded number of slots, from their start to their end.
struct SlotRunTests {
  private static func workflow(_ concurrency: String, id: String = "test") -> String {
    """
    id: \(id)
    concurrency: \(concurrency)
    states:
      - {name: one, type: operation, action: noop, next: two}
      - {name: two, type: operation, action: noop}
    """
  }

  private func world(_ concurrency: String) throws -> World {
    let world = try World()
    try world.publish(Self.workflow(concurrency))
    return world
  }

  private func slot(_ run: Run, _ world: World) throws -> SlotStanding? {
    try world.installation.storage.read { try $0.slot(of: run.id) }
  }

  @Test func `a run for which there is a slot begins in the commit that accepts it`() throws {
    let world = try world("{key: '{{ input.host }}'}")
    let run = try world.start(input: ["host": "web1"])
    #expect(run.status == .running && run.startedAt != nil)
    #expect(try world.installation.storage.read { try $0.pendingStimuli(limit: 9) }.isEmpty)
    #expect(try world.start(input: ["host": "web2"]).status == .running)
    try world.worker().performEverything()
    #expect(try world.run(run.id).status == .completed)
    #expect(try slot(run, world) == nil)
  }

  @Test func `one more waits, says why and where, and begins when the other is over`() throws {
    let world = try world("{key: db}")
    let first = try world.start()
    let others = try [world.start(), world.start()]
    #expect(others.allSatisfy { $0.status == .pending && $0.startedAt == nil })
    #expect(others[1].waitingFor == "a slot of the concurrency key 'db', which has 1")
    #expect(
      try slot(others[1], world)?.words
        == "second of 2 in the queue of the concurrency key 'db', whose only slot the run \(first.id) has")
    world.pass(seconds: 30)
    try world.worker().performEverything()
    for run in others {
      let ended = try world.run(run.id)
      #expect(ended.status == .completed && ended.startedAt == world.now)
    }
    try expectVerified([first] + others, world)
  }

  private func expectVerified(_ runs: [Run], _ world: World) throws {
    for run in runs {
      guard case .holds = try world.installation.verify(try world.run(run.id)).verdict else {
        Issue.record("\(try world.installation.verify(try world.run(run.id)))")
        continue
      }
    }
  }

  @Test func `with reject one more is refused, and leaves nothing behind`() throws {
    let world = try world("{key: db, onLimit: reject}")
    let first = try world.start()
    let error = #expect(throws: OperationError.self) { _ = try world.start(key: "again") }
    #expect(error?.kind == .conflict)
    #expect(
      error?.message
        == "another run (\(first.id)) has the concurrency key 'db', and the workflow refuses a second one")
    let runs = try world.installation.storage.read { try $0.runs(RunFilter(tenant: .standard), page: .first) }
    #expect(runs.items.map(\.id) == [first.id])
    try world.worker().performEverything()
    #expect(try world.start(key: "again").status == .running, "a refusal is not remembered under the key")
  }

  @Test func `with cancelOldest the oldest makes room, and the new one begins when it is over`() throws {
    let world = try world("{key: db, onLimit: cancelOldest}")
    let first = try world.start()
    let worker = try world.worker()
    let claimed = try worker.claim(limit: 1)
    let second = try world.start()
    #expect(second.status == .pending)
    _ = try worker.drainStimuli()
    #expect(try world.run(first.id).cancellation?.reason?.contains("\(second.id) takes its place") == true)
    #expect(try world.run(second.id).status == .pending, "what is being performed is waited for")
    _ = try worker.record(claimed.map { Finished($0, .failed(RunError(.cancelled, "stopped"))) }, claiming: 0)
    try worker.performEverything()
    #expect(try world.run(first.id).status == .cancelled)
    #expect(try world.run(second.id).status == .completed)
    try expectVerified([first, second], world)
  }

  @Test(arguments: ["cancel", "fail", "quarantine", "timeOut"])
  func `however a run ends, its slot is free for the next`(end: String) throws {
    let world = try World()
    try world.publish(
      "{id: test, timeoutSeconds: 60, concurrency: {key: db}, states: [{name: one, type: operation, action: noop}]}")
    let (first, second) = (try world.start(), try world.start())
    let worker = try world.worker()
    switch end {
    case "cancel": _ = try world.installation.cancel(first.id, reason: nil, policy: nil, by: world.admin)
    case "fail":
      let claimed = try worker.claim(limit: 1)
      _ = try worker.record(claimed.map { Finished($0, .failed(RunError(.validation, "no"))) }, claiming: 0)
    case "quarantine":
      let now = world.now
      try world.installation.storage.write { try $0.quarantine(first.id, reason: "poison", at: now) }
    default:
      world.pass(seconds: 60)
      _ = try worker.fireTimers()
    }
    #expect(try world.run(first.id).status.isTerminal)
    _ = try worker.drainStimuli()
    #expect(try world.run(second.id).status == .running)
  }

  @Test func `a run that is cancelled in the queue is over at once`() throws {
    let world = try world("{key: db}")
    let runs = try [world.start(), world.start(), world.start()]
    let cancelled = try world.installation.cancel(runs[1].id, reason: "no more", policy: nil, by: world.admin)
    #expect(cancelled.status == .cancelled)
    #expect(try slot(runs[2], world)?.place == 1)
    try expectVerified([runs[1]], world)
  }

  @Test func `a rerun, a retry and a fork wait for a slot as well`() throws {
    let world = try world("{key: db}")
    let worker = try world.worker()
    let first = try world.start()
    let claimed = try worker.claim(limit: 1)
    let second = try worker.record(claimed.map { Finished($0, .succeeded(1)) }, claiming: 9).assignments
    _ = try worker.record(second.map { Finished($0, .failed(RunError(.validation, "no"))) }, claiming: 0)
    #expect(try world.run(first.id).status == .failed)
    let holder = try world.start()
    let rerun = try world.installation.rerun(first.id, by: world.admin)
    let retry = try world.installation.retry(first.id, by: world.admin)
    let fork = try world.installation.fork(first.id, at: "two", by: world.admin)
    for run in [rerun, retry, fork] { #expect(run.status == .pending) }
    #expect(try slot(fork, world)?.place == 3)
    let mine = try worker.claim(limit: 100).map(\.run)
    #expect(mine == [holder.id], "steps that were taken over are not performed before there is a slot")
    _ = try world.installation.cancel(holder.id, reason: nil, policy: .finishRunning, by: world.admin)
    let held = try world.installation.storage.read { try $0.leases(of: worker.id) }
    for step in held {
      let failure = StepFailure(step: step.id, lease: try #require(step.lease), error: RunError(.cancelled, "stop"))
      _ = try world.installation.advance(step.run, .stepFailed(failure))
    }
    try worker.performEverything()
    for run in [rerun, retry, fork] { #expect(try world.run(run.id).status == .completed) }
    try expectVerified([rerun, retry, fork], world)
  }

  @Test func `a workflow that refuses also refuses to repeat a run`() throws {
    let world = try world("{key: db, onLimit: reject}")
    let first = try world.start()
    try world.worker().performEverything()
    _ = try world.start()
    for kind in ["rerun", "fork"] {
      let error = #expect(throws: OperationError.self) {
        _ =
          kind == "rerun"
          ? try world.installation.rerun(first.id, by: world.admin)
          : try world.installation.fork(first.id, at: "two", by: world.admin)
      }
      #expect(error?.kind == .conflict && error?.message.contains("refuses") == true, "\(kind)")
    }
  }

  @Test func `of runs that come soon after each other only the last does its work`() throws {
    let world = try World()
    try world.publish(
      """
      id: test
      concurrency: {key: "index {{ input.site }}", onLimit: cancelOldest}
      states:
        - {name: quiet, type: sleep, duration: 30, next: work}
        - {name: work, type: operation, action: noop}
      """)
    let worker = try world.worker()
    var runs: [Run] = []
    for _ in 0..<4 {
      runs.append(try world.start(input: ["site": "a"]))
      try worker.performEverything()
      world.pass(seconds: 20)
      _ = try worker.fireTimers()
    }
    world.pass(seconds: 30)
    _ = try worker.fireTimers()
    try worker.performEverything()
    #expect(try runs.map { try world.run($0.id).status } == [.cancelled, .cancelled, .cancelled, .completed])
  }

  // MARK: Children

  @Test func `a child shares the slot of the run that waits for it`() throws {
    let world = try World()
    try world.publish(
      "{id: parent, concurrency: {key: db}, states: [{name: call, type: workflow, workflow: test}]}")
    try world.publish(Self.workflow("{key: db}"))
    let (run, next) = (try world.start("parent"), try world.start("parent"))
    try world.worker().performEverything()
    #expect(try world.run(run.id).status == .completed)
    #expect(try world.run(next.id).status == .completed)
  }

  @Test func `a child that is not waited for has to have a slot of its own`() throws {
    let world = try World()
    try world.publish(
      """
      id: parent
      concurrency: {key: db}
      states:
        - {name: call, type: workflow, workflow: test, wait: false, next: ask}
        - {name: ask, type: approval, message: Go?}
      """)
    try world.publish(Self.workflow("{key: db}"))
    let run = try world.start("parent")
    let worker = try world.worker()
    try worker.performEverything()
    let child = try #require(try world.steps(of: run.id).compactMap(\.child).first)
    #expect(try world.run(child).status == .pending)
    let approval = try world.pendingApproval()
    _ = try world.installation.decideApproval(
      ApprovalAnswer(run: run.id, approval: approval.id, approved: true), by: world.admin)
    try worker.performEverything()
    #expect(try world.run(child).status == .completed)
  }

  @Test func `a child that is refused fails its step with an error of its own type, and may be tried again`() throws {
    let world = try World()
    try world.publish(
      """
      id: parent
      states:
        - {name: call, type: workflow, workflow: test, retry: {maxAttempts: 2, backoffSeconds: 60},
           catch: [{errors: [concurrency_limit], next: busy}], end: true}
        - {name: busy, type: inject, data: {busy: "{{ error.message }}"}}
      """)
    try world.publish(Self.workflow("{key: db, onLimit: reject}"))
    let holder = try world.start()
    let worker = try world.worker()
    _ = try worker.claim(limit: 1)
    let run = try world.start("parent")
    try worker.performEverything()
    #expect(try world.run(run.id).status == .waitingTimer)
    world.pass(seconds: 60)
    _ = try worker.fireTimers()
    try worker.performEverything()
    #expect(try world.run(run.id).output?["busy"]?.stringValue?.contains("\(holder.id)") == true)
  }

  // MARK: Crashes and crowds

  @Test func `a slot that was freed by a worker that died at once is not lost`() throws {
    let world = try world("{key: db}")
    let (first, second) = (try world.start(), try world.start())
    var dead: Worker? = try world.worker()
    var claimed = try #require(try dead?.claim(limit: 9))
    while !claimed.isEmpty {
      claimed = try dead?.record(claimed.map { Finished($0, .succeeded(1)) }, claiming: 9).assignments ?? []
    }
    dead = nil
    #expect(try world.run(first.id).status == .completed)
    #expect(try world.run(second.id).status == .pending)
    try world.worker().performEverything()
    #expect(try world.run(second.id).status == .completed)
  }

  @Test func `a worker that dies while it performs keeps its run's slot`() throws {
    let world = try world("{key: db}")
    let (first, second) = (try world.start(), try world.start())
    var dead: Worker? = try world.worker()
    #expect(try dead?.claim(limit: 9).count == 1)
    dead = nil
    let worker = try world.worker()
    _ = try worker.drainStimuli()
    #expect(try slot(first, world)?.number == 1 && slot(second, world)?.place == 1)
    try worker.performEverything()
    #expect(try world.run(second.id).status == .completed)
  }

  @Test func `a grant that two processes bring begins the run once`() throws {
    let world = try world("{key: db}")
    let (first, second) = (try world.start(), try world.start())
    _ = try world.installation.cancel(first.id, reason: nil, policy: nil, by: world.admin)
    _ = try world.installation.advance(second.id, .slotGranted)
    let again = try world.installation.advance(second.id, .slotGranted)
    guard case .ignored(let reason) = again else {
      Issue.record("\(again)")
      return
    }
    #expect(reason == "the run waits for no slot")
    try world.worker().performEverything()
    #expect(try world.run(second.id).status == .completed)
  }

  @Test func `many that start and perform at once never have more runs going than there are slots`() async throws {
    let world = try World { $0.maxTicks = 9 }
    try world.publish(Self.workflow("{key: db, limit: 3}"))
    let installations = try [world.installation, world.another(), world.another(), world.another()]
    let admin = world.admin
    try await withThrowingTaskGroup(of: Void.self) { group in
      for installation in installations {
        group.addTask {
          let worker = try #require(try Worker.begin(installation)).worker
          for _ in 0..<15 {
            _ = try installation.startRun(StartRequest(workflow: "test", trigger: ["kind": "test"]), by: admin)
            try worker.performEverything()
          }
          try worker.end()
        }
      }
      try await group.waitForAll()
    }
    try world.worker().performEverything()
    let runs = try world.installation.storage.read {
      try $0.runs(RunFilter(tenant: .standard), page: PageRequest(limit: 100))
    }
    #expect(runs.items.count == 60 && runs.items.allSatisfy { $0.status == .completed })
    #expect((1...3).contains(try mostAtOnce(runs.items.map(\.id), world)))
  }

  /// Events of all runs are in one order: how many had a slot and were not over, at most.
  private func mostAtOnce(_ runs: [RunID], _ world: World) throws -> Int {
    var moments: [(sequence: Int64, change: Int)] = []
    for run in runs {
      let events = try world.installation.storage.read { try $0.events(of: run, after: 0, limit: 100) }
      let granted = try #require(events.first { $0.event.type == .slotGranted })
      moments.append((granted.sequence, 1))
      moments.append((try #require(events.last).sequence, -1))
    }
    var (now, most) = (0, 0)
    for moment in moments.sorted(by: { $0.sequence < $1.sequence }) {
      now += moment.change
      most = max(most, now)
    }
    return most
  }
}
