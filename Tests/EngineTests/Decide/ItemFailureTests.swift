import JSON
import Testing

@testable import Engine

/// Foreach: items that fail, batches, deadlines.
struct ItemFailureTests {
  static func foreach(_ settings: String, more: String = "") -> String {
    """
    id: test
    states:
      - name: all
        type: foreach
        itemsPath: ctx.hosts
        itemName: host
        \(settings)
        iterator:
          states:
            - {name: w, type: operation, action: noop, resultPath: r, input: {host: "{{ host }}", n: "{{ index }}"}, end: true}
        end: true
    \(more)
    """
  }

  private func entries(_ run: Simulation) -> JSONValue? { run.context["steps"]?["all"] }

  @Test func `with continue a failed item has its error as its entry, in its place`() throws {
    var run = try Simulation(
      Self.foreach("onItemError: continue\n    maxConcurrency: 2"), input: ["hosts": ["a", "b", "c"]])
    try run.succeed("all[1]/w", "B")
    try run.fail("all[0]/w", "busy", "no room")
    try run.succeed("all[2]/w", "C")
    #expect(run.run.status == .completed)
    #expect(entries(run)?[0]?["item"] == "a" && entries(run)?[0]?["index"] == 0)
    #expect(entries(run)?[0]?["error"]?["type"] == "busy")
    #expect(entries(run)?[1] == ["r": "B", "item": "b", "index": 1])
    #expect(entries(run)?[2] == ["r": "C", "item": "c", "index": 2])
    try run.checkReplay()
  }

  @Test func `every item may fail when no number is given`() throws {
    var run = try Simulation(Self.foreach("onItemError: continue"), input: ["hosts": ["a", "b"]])
    try run.fail("all[0]/w")
    try run.fail("all[1]/w")
    #expect(run.run.status == .completed)
    #expect(entries(run)?.arrayValue?.count == 2)
  }

  @Test func `one failure more than is tolerated fails the foreach and closes the rest`() throws {
    var run = try Simulation(
      Self.foreach("onItemError: continue\n    toleratedFailures: 1\n    maxConcurrency: 3"),
      input: ["hosts": ["a", "b", "c"]])
    try run.fail("all[0]/w")
    #expect(run.run.status == .running)
    try run.fail("all[2]/w", "busy", "no room")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "busy")
    #expect(
      run.run.error?.message == "2 of 3 items failed, and 1 are tolerated; the last was item 2: no room")
    #expect(run.statuses["all[1]/w"] == .cancelled)
    try run.checkReplay()
  }

  @Test func `of many items the errors are loaded when the foreach joins`() throws {
    let hosts = (0..<70).map { JSONValue.string("h\($0)") }
    var run = try Simulation(Self.foreach("onItemError: continue"), input: ["hosts": .array(hosts)])
    for index in 0..<70 {
      if index % 10 == 3 { try run.fail("all[\(index)]/w") } else { try run.succeed("all[\(index)]/w") }
    }
    #expect(run.run.status == .completed)
    #expect(entries(run)?.arrayValue?.filter { $0["error"] != nil }.count == 7)
    #expect(entries(run)?[63]?["item"] == "h63")
    #expect(run.steps.values.first { $0.path == "all" }?.progress?.failed == 7)
    try run.checkReplay()
  }

  @Test func `a batch is a list of items and its number`() throws {
    var run = try Simulation(
      Self.foreach("batchSize: 2\n    onItemError: continue"), input: ["hosts": ["a", "b", "c", "d", "e"]])
    #expect(try run.step("all[0]/w").input == ["host": ["a", "b"], "n": 0])
    try run.succeed("all[0]/w", 1)
    try run.fail("all[1]/w")
    #expect(try run.step("all[2]/w").input == ["host": ["e"], "n": 2])
    try run.succeed("all[2]/w", 3)
    #expect(entries(run)?.arrayValue?.count == 3)
    #expect(entries(run)?[0] == ["r": 1, "item": ["a", "b"], "index": 0])
    #expect(entries(run)?[1]?["item"] == ["c", "d"])
    try run.checkReplay()
  }

  @Test func `a foreach beyond its time is TIMED_OUT, closes what is open and fails as timeout`() throws {
    var run = try Simulation(Self.foreach("timeoutSeconds: 30"), input: ["hosts": ["a", "b"]])
    try run.succeed("all[0]/w")
    try run.pass(seconds: 30)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "timeout")
    #expect(run.run.error?.message == "'all' took longer than its 30 seconds")
    #expect(run.statuses == ["all": .timedOut, "all[0]/w": .succeeded, "all[1]/w": .cancelled])
    try run.checkReplay()
  }

  @Test func `the timeout of a composite is routed like any error`() throws {
    var run = try Simulation(
      Self.foreach(
        "timeoutSeconds: 30\n    catch: [{errors: [timeout], next: late}]",
        more: "  - {name: late, type: operation, action: noop, end: true}"
      ).replacing("end: true\n  - {name: late", with: "next: late\n  - {name: late"), input: ["hosts": ["a"]])
    try run.pass(seconds: 30)
    #expect(run.openPaths == ["late"])
    try run.succeed("late")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `each attempt of a composite has the whole time`() throws {
    var run = try Simulation(
      Self.foreach("timeoutSeconds: 30\n    retry: {maxAttempts: 2, backoffSeconds: 5}"), input: ["hosts": ["a"]])
    try run.pass(seconds: 30)
    #expect(run.statuses["all"] == .timedOut)
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 5)
    try run.pass(seconds: 29)
    #expect(run.openPaths == ["all#2", "all#2[0]/w"])
    try run.succeed("all#2[0]/w")
    #expect(run.run.status == .completed)
    #expect(run.timers.isEmpty)
    try run.checkReplay()
  }

  @Test func `a paused run's composites are not timed out before it is resumed`() throws {
    var run = try Simulation(Self.foreach("timeoutSeconds: 30"), input: ["hosts": ["a"]])
    try run.send(ControlTests.pause)
    try run.pass(seconds: 40)
    #expect(run.run.status == .paused)
    try run.send(.resumeRequested(by: "x"))
    try run.pass(seconds: 0)
    #expect(run.run.error?.type == "timeout")
    try run.checkReplay()
  }
}
