import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

struct DataStoreTests {
  /// The output of one state that runs the action.
  private func perform(_ action: String, _ input: String, in world: World) throws -> Run {
    try world.publish("id: test\nstates: [{name: call, type: operation, action: \(action), input: \(input)}]")
    let run = try world.start()
    try world.worker().performEverything()
    return try world.run(run.id)
  }

  private func result(_ action: String, _ input: String, in world: World) throws -> JSONValue? {
    let run = try perform(action, input, in: world)
    #expect(run.status == .completed, "\(run.error?.message ?? "")")
    return run.output?["steps"]?["call"]
  }

  @Test func `values are written, read, listed and deleted`() throws {
    let world = try World()
    #expect(try result("store.get", "{key: a, default: 7}", in: world) == ["found": false, "value": 7, "revision": 0])
    #expect(try result("store.set", "{key: a/1, value: {x: 1}}", in: world) == ["value": ["x": 1], "revision": 1])
    #expect(try result("store.set", "{key: a/1, value: 2}", in: world) == ["value": 2, "revision": 2])
    #expect(try result("store.get", "{key: a/1}", in: world) == ["found": true, "value": 2, "revision": 2])
    _ = try result("store.set", "{key: a/2, value: 3}", in: world)
    _ = try result("store.set", "{key: b, value: 4}", in: world)
    let items = try result("store.list", "{prefix: a/}", in: world)?["items"]
    #expect(items == [["key": "a/1", "value": 2, "revision": 2], ["key": "a/2", "value": 3, "revision": 1]])
    #expect(try result("store.delete", "{key: a/1}", in: world) == ["deleted": true])
    #expect(try result("store.delete", "{key: a/1}", in: world) == ["deleted": false])
  }

  @Test func `an expected revision that is not there is a conflict`() throws {
    let world = try World()
    _ = try result("store.set", "{key: a, value: 1, expectedRevision: 0}", in: world)
    #expect(try perform("store.set", "{key: a, value: 2, expectedRevision: 0}", in: world).error?.type == "conflict")
    _ = try result("store.set", "{key: a, value: 2, expectedRevision: 1}", in: world)
    #expect(try perform("store.delete", "{key: a, expectedRevision: 1}", in: world).error?.type == "conflict")
  }

  @Test func `a number is counted up, also by fractions, and nothing else is`() throws {
    let world = try World()
    #expect(try result("store.increment", "{key: n}", in: world)?["value"] == 1)
    #expect(try result("store.increment", "{key: n, by: 41}", in: world) == ["value": 42, "revision": 2])
    #expect(try result("store.increment", "{key: n, by: 0.5}", in: world)?["value"] == 42.5)
    _ = try result("store.set", "{key: t, value: text}", in: world)
    #expect(try perform("store.increment", "{key: t}", in: world).error?.type == "validation")
  }

  @Test func `what has expired is not there`() throws {
    let world = try World()
    _ = try result("store.set", "{key: a, value: 1, ttlSeconds: 60}", in: world)
    world.pass(seconds: 59)
    #expect(try result("store.get", "{key: a}", in: world)?["found"] == true)
    world.pass(seconds: 1)
    #expect(try result("store.get", "{key: a}", in: world)?["found"] == false)
    #expect(try result("store.set", "{key: a, value: 2, expectedRevision: 0}", in: world)?["revision"] == 1)
  }

  @Test func `an attempt that is delivered twice counts once, and another attempt again`() throws {
    let world = try World()
    try world.publish("id: test\nstates: [{name: call, type: operation, action: store.increment, input: {key: n}}]")
    let run = try world.start()
    var dead: Worker? = try world.worker()
    let claimed = try #require(try dead?.claim(limit: 1).first)
    // The worker dies after the effect and before the run hears of it.
    _ = try world.installation.performStoreCalls([claimed])
    dead = nil
    try world.worker().performEverything()
    #expect(try world.run(run.id).output?["steps"]?["call"] == ["value": 1, "revision": 1])
    _ = try world.start()
    try world.worker().performEverything()
    #expect(try result("store.get", "{key: n}", in: world)?["value"] == 2)
  }

  @Test(arguments: ["{}", "{key: ''}", "{key: a, wrong: 1}", "{key: a, value: 1, ttlSeconds: 0}", "{key: a}"])
  func `a wrong input is a validation error`(input: String) throws {
    #expect(try perform("store.set", input, in: World()).error?.type == "validation")
  }
}
