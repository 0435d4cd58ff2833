import Engine
import Store
import Testing

@testable import Orchestrator

struct SyncTests {
  private let world: World
  private let owner = Identity.hostOwner(named: "root")
  private let files: Scratch

  private static let agent = "kind: command\nargv: [wc, -l]\n"
  private static let workflow = "states:\n  - {name: one, type: agent, agent: counter, task: x, end: true}\n"

  init() throws {
    world = try World()
    files = try Scratch()
    try files.write(Self.agent, to: "agents/counter.yaml")
    try files.write(Self.workflow, to: "workflows/count.workflow.yaml")
  }

  private func sync(isDryRun: Bool = false) throws -> [String: SyncReport.Outcome] {
    let report = try world.installation.sync(from: files.path, isDryRun: isDryRun, by: owner)
    return Dictionary(
      uniqueKeysWithValues: report.entries.map { (String($0.path.dropFirst(files.path.count + 1)), $0.outcome) })
  }

  private func workflow(_ id: WorkflowID = "count") throws -> Workflow? {
    try world.installation.storage.read { try $0.workflow(id, tenant: .standard) }
  }

  private func agent(_ id: AgentID = "counter") throws -> StoredAgent? {
    try world.installation.storage.read { try $0.agent(id, tenant: .standard) }
  }

  @Test func `agents come first, so that workflows may name them`() throws {
    #expect(try sync() == ["agents/counter.yaml": .created, "workflows/count.workflow.yaml": .created])
    #expect(try workflow()?.revision == 1)
    #expect(try agent()?.isEnabled == true)
  }

  @Test func `nothing changed is unchanged`() throws {
    _ = try sync()
    world.pass(seconds: 60)
    #expect(try sync() == ["agents/counter.yaml": .unchanged, "workflows/count.workflow.yaml": .unchanged])
    #expect(try workflow()?.revision == 1)
  }

  @Test func `a changed file is updated`() throws {
    _ = try sync()
    world.pass(seconds: 60)
    try files.write(Self.agent + "description: Counts.\n", to: "agents/counter.yaml")
    try files.write("name: Count\n" + Self.workflow, to: "workflows/count.workflow.yaml")
    #expect(try sync() == ["agents/counter.yaml": .updated, "workflows/count.workflow.yaml": .updated])
    #expect(try workflow()?.revision == 2)
    #expect(try agent()?.description == "Counts.")
  }

  @Test func `a bad file is reported with its issues, keeps what was published, and doesn't stop the others`() throws {
    _ = try sync()
    try files.write("states: []\nnonsense: 1\n", to: "workflows/count.workflow.yaml")
    try files.write("kind: wizard\n", to: "agents/a-bad-one.yaml")
    try files.write(Self.workflow, to: "workflows/second.yaml")
    let report = try world.installation.sync(from: files.path, by: owner)
    #expect(report.count(.invalid) == 2)
    #expect(report.hasInvalid)
    #expect(report.entries.first { $0.path.hasSuffix("count.workflow.yaml") }?.report?.hasErrors == true)
    #expect(try workflow()?.revision == 1)
    #expect(try workflow("second")?.revision == 1)
  }

  @Test func `a workflow whose agent vanished is invalid`() throws {
    _ = try sync()
    try files.remove("agents/counter.yaml")
    #expect(try sync() == ["agents/counter.yaml": .disabled, "workflows/count.workflow.yaml": .invalid])
    #expect(try agent()?.isEnabled == false)
    #expect(try world.installation.agent("counter", of: .standard) == nil)
  }

  @Test func `what came from a file that is gone is disabled once, and enabled when the file is back`() throws {
    _ = try sync()
    try files.remove("workflows/count.workflow.yaml")
    #expect(try sync()["workflows/count.workflow.yaml"] == .disabled)
    #expect(try workflow()?.isEnabled == false)
    #expect(try sync()["workflows/count.workflow.yaml"] == nil, "it is told once")
    try files.write(Self.workflow, to: "workflows/count.workflow.yaml")
    #expect(try sync()["workflows/count.workflow.yaml"] == .updated)
    #expect(try workflow()?.isEnabled == true)
  }

  @Test func `a workflow that a person switched off stays off`() throws {
    _ = try sync()
    try world.installation.setWorkflow("count", enabled: false, by: owner)
    #expect(try sync()["workflows/count.workflow.yaml"] == .unchanged)
    #expect(try workflow()?.isEnabled == false)
  }

  @Test func `a renamed file keeps its workflow`() throws {
    try files.write("id: count\n" + Self.workflow, to: "workflows/count.workflow.yaml")
    _ = try sync()
    try files.remove("workflows/count.workflow.yaml")
    try files.write("id: count\n" + Self.workflow, to: "workflows/renamed.yaml")
    #expect(try sync() == ["agents/counter.yaml": .unchanged, "workflows/renamed.yaml": .unchanged])
    #expect(try workflow()?.isEnabled == true)
  }

  @Test func `a revision published otherwise since is left alone until the file is published too`() throws {
    _ = try sync()
    world.pass(seconds: 60)
    let other = DefinitionText("name: Edited\n" + Self.workflow, named: "request", fallbackID: "count")
    _ = try world.installation.publish(other, by: world.admin)
    #expect(try sync()["workflows/count.workflow.yaml"] == .overridden)
    #expect(try workflow()?.name == "Edited")
    _ = try world.installation.publish(
      DefinitionText(Self.workflow, named: "count", fallbackID: "count"), by: world.admin)
    #expect(try sync()["workflows/count.workflow.yaml"] == .unchanged)
    world.pass(seconds: 60)
    try files.write("name: Later\n" + Self.workflow, to: "workflows/count.workflow.yaml")
    #expect(try sync()["workflows/count.workflow.yaml"] == .updated)
  }

  @Test func `a workflow published otherwise isn't taken over by a new file`() throws {
    let other = "id: count\nstates:\n  - {name: one, type: operation, action: noop, end: true}\n"
    _ = try world.installation.publish(DefinitionText(other, named: "request"), by: world.admin)
    #expect(try sync()["workflows/count.workflow.yaml"] == .overridden)
  }

  @Test func `a dry run tells the same and changes nothing`() throws {
    #expect(try sync(isDryRun: true) == ["agents/counter.yaml": .created, "workflows/count.workflow.yaml": .created])
    #expect(try workflow() == nil)
    #expect(try agent() == nil)
    #expect(try world.installation.storage.read { try $0.sources(tenant: .standard) }.isEmpty)
  }

  @Test func `two files of one id are told`() throws {
    try files.write("id: count\n" + Self.workflow, to: "workflows/zweite.yaml")
    let report = try world.installation.sync(from: files.path, by: owner)
    let second = try #require(report.entries.last)
    #expect(second.outcome == .invalid)
    #expect(second.message?.contains("has the id 'count' already") == true)
  }

  @Test func `other files and hidden ones are left alone, folders are followed`() throws {
    try files.write("#!/bin/sh\n", to: "agents/count.sh")
    try files.write("nonsense", to: "workflows/.draft.yaml")
    try files.write("# Notes", to: "workflows/README.md")
    try files.write(Self.workflow, to: "workflows/team/inner.yaml")
    #expect(
      try Set(sync().keys) == ["agents/counter.yaml", "workflows/count.workflow.yaml", "workflows/team/inner.yaml"])
  }

  @Test func `what isn't supported yet is refused, not ignored`() throws {
    try files.write("---\nmodel: x\n---\nHello", to: "agents/writer.prompt")
    #expect(try sync()["agents/writer.prompt"] == .invalid)
  }

  @Test func `another folder's files have nothing to do with the data directory's own`() throws {
    _ = try sync()
    let own = try world.installation.sync(by: owner)
    #expect(own.entries.isEmpty)
    #expect(try workflow()?.isEnabled == true)
  }
}
