import Engine
import Store
import Testing

@testable import Orchestrator

struct PublishingTests {
  private let world: World
  private let agent = "id: counter\nkind: command\nargv: [wc, -l]\n"

  init() throws { world = try World() }

  private func publish(_ text: String, expected: Int? = nil, by identity: Identity? = nil) throws -> PublishedWorkflow {
    try world.installation.publish(
      DefinitionText(text, named: "test.workflow.yaml"), expected: expected, by: identity ?? world.admin)
  }

  private static let first = "id: test\nstates:\n  - {name: one, type: operation, action: noop, end: true}\n"
  private static let second = "id: test\nstates:\n  - {name: two, type: operation, action: noop, end: true}\n"

  @Test func `what is published first is revision 1, what differs is the next one`() throws {
    let one = try publish(Self.first)
    #expect((one.workflow, one.revision, one.isNew) == ("test", 1, true))
    let two = try publish(Self.second)
    #expect((two.revision, two.isNew) == (2, true))
  }

  @Test(arguments: [
    "# A remark.\n" + first, "id:   test\nstates:\n- name: one\n  type: operation\n  action: noop\n  end: true\n",
    #"{"id": "test", "states": [{"name": "one", "type": "operation", "action": "noop", "end": true}]}"#,
  ])
  func `the same content written otherwise is no new revision`(text: String) throws {
    _ = try publish(Self.first)
    let again = try publish(text)
    #expect((again.revision, again.isNew) == (1, false))
  }

  @Test func `a version that reads the same as a number is another one as text`() throws {
    _ = try publish("version: 1.1\n" + Self.first)
    #expect(try publish("version: 1.10\n" + Self.first).isNew)
  }

  @Test func `who published is kept`() throws {
    _ = try publish(Self.first)
    let revision = try world.installation.storage.read {
      try $0.revision(of: "test", tenant: .standard, number: nil)
    }
    #expect(revision?.content.publishedBy == world.admin.actor)
    #expect(revision?.content.publishedAt == world.now)
    #expect(revision?.content.source == Self.first)
  }

  @Test func `a definition with errors is refused with each of them and its line`() throws {
    let error = #expect(throws: OperationError.self) {
      try publish("id: test\nstates:\n  - {name: one, type: operation, action: noop, nxt: two}\n")
    }
    #expect(error?.kind == .invalid)
    #expect(error?.issues.contains { $0.line == 3 && $0.code == .unknownKey } == true)
    #expect(try world.installation.storage.read { try $0.workflow("test", tenant: .standard) } == nil)
  }

  @Test func `an unknown agent is an error when publishing, and a warning when checked alone`() throws {
    let text = "id: test\nstates:\n  - {name: one, type: agent, agent: nobody, task: x, end: true}\n"
    let error = #expect(throws: OperationError.self) { try publish(text) }
    #expect(error?.issues.contains { $0.code == .unknownAgent && $0.severity == .error } == true)
    let report = DefinitionText(text, named: "test").checkedAlone()
    #expect(!report.hasErrors)
    #expect(report.warnings.contains { $0.code == .unknownAgent })
  }

  @Test func `text that is no YAML is one issue with its place`() throws {
    let report = try world.installation.check(DefinitionText("id: [", named: "broken.yaml"), for: world.admin)
    #expect(report.hasErrors)
    #expect(report.issues.map(\.code) == [.syntax])
    #expect(report.issues.first?.line != nil)
  }

  @Test func `publishing on top of a revision that isn't the newest any more is refused`() throws {
    _ = try publish(Self.first, expected: 0)
    let error = #expect(throws: OperationError.self) { try publish(Self.second, expected: 0) }
    #expect(error?.kind == .conflict)
    #expect(error?.message.contains("revision 1") == true)
  }

  @Test func `a definition above the limit is refused as too large`() throws {
    let world = try World { $0.limits.bodyBytes = 1_024 }
    let error = #expect(throws: OperationError.self) {
      try world.publish(Self.first + "# " + String(repeating: "x", count: 1_024))
    }
    #expect(error?.kind == .tooLarge)
  }

  @Test(arguments: [Role.viewer, .operator, .approver])
  func `only authors publish`(role: Role) throws {
    let error = #expect(throws: OperationError.self) {
      try publish(Self.first, by: Identity(actor: "user:x", roles: [role]))
    }
    #expect(error?.kind == .forbidden)
  }

  @Test func `an agent that runs a program can't come through the API, not even from an admin`() throws {
    let error = #expect(throws: OperationError.self) {
      try world.installation.publishAgent(DefinitionText(agent, named: "request"), by: world.admin)
    }
    #expect(error?.kind == .forbidden)
    #expect(try world.installation.storage.read { try $0.agents(tenant: .standard) }.isEmpty)
  }

  @Test func `an agent without a program can`() throws {
    let definition = DefinitionText("id: echo\nkind: noop\n", named: "request")
    #expect(try world.installation.publishAgent(definition, by: world.admin))
    #expect(try !world.installation.publishAgent(definition, by: world.admin), "it is there already")
    #expect(try world.installation.agent("echo", of: .standard)?.id == "echo")
  }

  @Test func `a program is compiled once for its content`() throws {
    let cache = ContentCache<Int>()
    var made = 0
    for _ in 0..<3 {
      _ = cache.value(hash: "a") {
        made += 1; return made
      }
    }
    #expect(made == 1)
    #expect(cache.value(hash: "b") { 7 } == 7)
  }

  @Test func `a run stays with the revision it began with`() throws {
    _ = try publish(Self.first)
    let run = try world.start()
    _ = try publish(Self.second)
    #expect(try world.installation.program(of: run).nodes.map(\.name) == ["one"])
  }
}
