import Engine
import GRDB
import JSON
import Store
import Testing

@testable import Orchestrator

struct ChildRunTests {
  static let parent = """
    id: parent
    states:
      - {name: call, type: workflow, workflow: child, input: {n: 1}, next: after}
      - {name: after, type: operation, action: noop, input: {got: "{{ steps.call }}"}, end: true}
    """
  static let child = """
    id: child
    inputSchema: {properties: {n: {type: integer}, extra: {default: 7}}, required: [n]}
    states: [{name: work, type: operation, action: noop, input: {twice: "{{ input.n * 2 }}"}, end: true}]
    output: {answer: "{{ steps.work.twice }}", extra: "{{ input.extra }}"}
    """

  private func world(_ parent: String = parent, _ child: String = child) throws -> World {
    let world = try World()
    try world.publish(parent)
    try world.publish(child)
    return world
  }

  private func childID(of run: Run, in world: World) throws -> RunID {
    try #require(try world.steps(of: run.id).compactMap(\.child).first)
  }

  @Test func `a child runs to its end, and its parent goes on with its output`() throws {
    let world = try world()
    let run = try world.start("parent")
    let worker = try world.worker()
    try worker.performEverything()
    #expect(try world.run(run.id).status == .completed)
    #expect(try world.run(run.id).output?["steps"]?["after"] == ["got": ["answer": 2, "extra": 7]])
    let child = try world.run(try childID(of: run, in: world))
    #expect(child.parent?.run == run.id)
    #expect(child.trigger["kind"] == "workflow" && child.trigger["step"] == "call" && child.trigger["depth"] == 1)
    #expect(child.trigger["root"]?.stringValue == run.id.rawValue && child.trigger["by"] == "user:ada")
  }

  @Test func `a worker that dies after starting the child is followed by one that finds it`() throws {
    let world = try world()
    let run = try world.start("parent")
    var dead: Worker? = try world.worker()
    let claimed = try #require(try dead?.claim(limit: 1).first)
    _ = try world.installation.startChildren(of: [claimed])
    dead = nil
    let worker = try world.worker()
    try worker.performEverything()
    #expect(try world.run(run.id).status == .completed)
    let runs = try world.installation.storage.read { try $0.runs(RunFilter(tenant: .standard), page: .first) }
    #expect(runs.items.count == 2)
  }

  @Test func `the child may be over before the parent knows of its start`() throws {
    let world = try world()
    let run = try world.start("parent")
    var dead: Worker? = try world.worker()
    let claimed = try #require(try dead?.claim(limit: 1).first)
    _ = try world.installation.startChildren(of: [claimed])
    let other = try world.worker()
    for assignment in try other.claim(limit: 1) {
      _ = try other.record([Finished(assignment, .succeeded(["twice": 4]))], claiming: 0)
    }
    dead = nil
    try other.rescueDead()
    try other.performEverything()
    #expect(try world.run(run.id).output?["steps"]?["call"]?["answer"] == 4)
  }

  @Test(arguments: [
    ("{name: call, type: workflow, workflow: nobody}", "validation", "no workflow 'nobody'"),
    ("{name: call, type: workflow, workflow: child, revision: 9, input: {n: 1}}", "validation", "no revision 9"),
    ("{name: call, type: workflow, workflow: child, input: {n: many}}", "validation", "doesn't fit"),
  ])
  func `a child that can't be started fails its step`(state: String, type: String, words: String) throws {
    let world = try world("id: parent\nstates: [\(state)]")
    let run = try world.start("parent")
    try world.worker().performEverything()
    let error = try #require(try world.run(run.id).error)
    #expect(error.type == type && error.message.contains(words))
  }

  @Test func `a disabled workflow is not started by others either`() throws {
    let world = try world()
    try world.installation.setWorkflow("child", enabled: false, by: world.admin)
    let run = try world.start("parent")
    try world.worker().performEverything()
    #expect(try world.run(run.id).error?.message.contains("disabled") == true)
  }

  @Test func `runs inside each other have a limit`() throws {
    let world = try World()
    try world.publish(
      "id: parent\nstates: [{name: call, type: workflow, workflow: 'parent', if: 'True', input: {n: 1}}]")
    let run = try world.start("parent")
    try world.worker().performEverything()
    var error = try #require(try world.run(run.id).error)
    #expect(error.type == "limit")
    while let cause = error.cause.first { error = cause }
    #expect(error.message.contains("17 runs"))
    let runs = try world.installation.storage.read { try $0.runs(RunFilter(tenant: .standard), page: .first) }
    #expect(runs.items.count == 17)
  }

  @Test func `cancelling the parent cancels the child, and pausing pauses it`() throws {
    let world = try world(Self.parent, "id: child\nstates: [{name: ask, type: approval, message: Go?}]")
    let run = try world.start("parent")
    let worker = try world.worker()
    try worker.performEverything()
    let child = try childID(of: run, in: world)
    #expect(try world.run(child).status == .waitingApproval)
    #expect(try world.run(run.id).status == .running)
    _ = try world.installation.pause(run.id, reason: nil, by: world.admin)
    _ = try worker.drainStimuli()
    #expect(try world.run(child).status == .paused)
    _ = try world.installation.resume(run.id, by: world.admin)
    _ = try worker.drainStimuli()
    #expect(try world.run(child).status == .waitingApproval)
    _ = try world.installation.cancel(run.id, reason: "enough", policy: .stopRunning, by: world.admin)
    try worker.performEverything()
    #expect(try world.run(child).status == .cancelled)
    #expect(try world.run(run.id).status == .cancelled)
  }

  @Test func `a detached child outlives its parent`() throws {
    let world = try world(
      "id: parent\nstates: [{name: call, type: workflow, workflow: child, wait: false}]",
      "id: child\nstates: [{name: ask, type: approval, message: Go?}]")
    let run = try world.start("parent")
    try world.worker().performEverything()
    #expect(try world.run(run.id).status == .completed)
    let child = try world.run(try childID(of: run, in: world))
    #expect(child.status == .waitingApproval && child.parent == nil)
    #expect(child.trigger["run"]?.stringValue == run.id.rawValue)
  }

  @Test func `a quarantined child fails its parent, and a quarantined parent ends its child`() throws {
    let world = try world(Self.parent, "id: child\nstates: [{name: ask, type: approval, message: Go?}]")
    let worker = try world.worker()
    let now = world.now
    let first = try world.start("parent")
    try worker.performEverything()
    let poisoned = try childID(of: first, in: world)
    try world.installation.storage.write { try $0.quarantine(poisoned, reason: "poison", at: now) }
    try worker.performEverything()
    #expect(try world.run(first.id).error?.type == "internal")

    let second = try world.start("parent")
    try worker.performEverything()
    try world.installation.storage.write { try $0.quarantine(second.id, reason: "poison", at: now) }
    try worker.performEverything()
    #expect(try world.run(try childID(of: second, in: world)).status == .cancelled)
  }
}
