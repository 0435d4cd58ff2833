import Engine
import Testing

@testable import Store

/// Workflows, agents and the files they come from.
struct WorkflowTests {
  private let later = TestStore.birth + .seconds(5)

  @Test func `publishing makes a revision, the same content makes none`() throws {
    let store = try TestStore()
    var content = RevisionContent.sample("hello", hash: "h2")
    content.version = "2.0"
    content.publishedAt = later
    #expect(try store.tell { try $0.publishRevision(content, expected: 1) } == .published(number: 2))
    #expect(try store.tell { try $0.publishRevision(content, expected: nil) } == .unchanged(number: 2))
    #expect(
      try store.tell { try $0.publishRevision(.sample("hello", hash: "h3"), expected: 1) } == .conflict(newest: 2))
    #expect(try store.tell { try $0.publishRevision(.sample("new"), expected: 3) } == .conflict(newest: 0))
    #expect(try store.tell { try $0.publishRevision(.sample("new"), expected: 0) } == .published(number: 1))
    let newest = try store.ask { try $0.revision(of: "hello", tenant: .standard, number: nil) }
    #expect(newest == Revision(number: 2, content: content))
    let first = try store.ask { try $0.revision(of: "hello", tenant: .standard, number: 1) }
    #expect(first == Revision(number: 1, content: .sample("hello")))
    let list = try store.ask { try $0.revisions(of: "hello", tenant: .standard, page: .first) }.items
    #expect(list.map(\.number) == [2, 1])
    #expect(list.map(\.version) == ["2.0", "1.10"])
    #expect(try store.ask { try $0.revision(of: "hello", tenant: "other", number: nil) } == nil)
  }

  @Test func `a workflow tells its newest revision and its newest run`() throws {
    let store = try TestStore()
    #expect(try store.ask { try $0.workflow("hello", tenant: .standard) }?.lastRun == nil)
    try store.start(.sample("r1"))
    try store.start(.sample("r2", createdAt: later))
    let workflow = try required(try store.ask { try $0.workflow("hello", tenant: .standard) })
    #expect(workflow.name == "Hello")
    #expect(workflow.version == "1.10")
    #expect(workflow.lastRun == .init(id: "r2", status: .running, createdAt: later, finishedAt: nil))
  }

  @Test func `workflows are listed by id, searched and filtered`() throws {
    let store = try TestStore()
    for id: WorkflowID in ["a", "b-hello", "c"] { try store.publish(id) }
    #expect(try store.tell { try $0.setWorkflow("c", tenant: .standard, enabled: false, at: later) })
    #expect(try store.tell { try $0.setWorkflow("z", tenant: .standard, enabled: false, at: later) } == false)
    func ids(_ filter: WorkflowFilter, _ page: PageRequest = .first) throws -> [WorkflowID] {
      try store.ask { try $0.workflows(filter, page: page) }.items.map(\.id)
    }
    #expect(try ids(WorkflowFilter(tenant: .standard)) == ["a", "b-hello", "c", "hello"])
    #expect(try ids(WorkflowFilter(tenant: .standard, enabled: false)) == ["c"])
    #expect(try ids(WorkflowFilter(tenant: .standard, search: "B-HELL")) == ["b-hello"])
    let page = try store.ask { try $0.workflows(WorkflowFilter(tenant: .standard), page: PageRequest(limit: 2)) }
    #expect(try ids(WorkflowFilter(tenant: .standard), PageRequest(cursor: page.next)) == ["c", "hello"])
  }

  @Test func `agents are kept, replaced when they changed, and disabled`() throws {
    let store = try TestStore()
    var agent = StoredAgent(
      tenant: .standard, id: "probe", kind: "command", hash: "a1", source: "id: probe", format: "yaml",
      version: "1", description: "Looks", updatedAt: later, updatedBy: "cli:root")
    #expect(try store.tell { try $0.upsertAgent(agent) })
    #expect(try store.tell { try $0.upsertAgent(agent) } == false)
    #expect(try store.ask { try $0.agents(tenant: .standard) } == [agent])
    #expect(try store.tell { try $0.disableAgent("probe", tenant: .standard, at: later) })
    #expect(try store.ask { try $0.agent("probe", tenant: .standard) }?.isEnabled == false)
    agent.hash = "a2"
    #expect(try store.tell { try $0.upsertAgent(agent) })
    #expect(try store.ask { try $0.agent("probe", tenant: .standard) } == agent)
    #expect(try store.ask { try $0.agent("probe", tenant: "other") } == nil)
  }

  @Test func `synchronised files are remembered as they were`() throws {
    let store = try TestStore()
    var source = SyncedSource(
      tenant: .standard, path: "workflows/a.yaml", kind: .workflow, target: "a", hash: "1", syncedAt: later)
    try store.tell { try $0.upsertSource(source) }
    source.hash = "2"
    try store.tell { try $0.upsertSource(source) }
    #expect(try store.ask { try $0.sources(tenant: .standard) } == [source])
    try store.tell { try $0.deleteSource(path: source.path, tenant: .standard) }
    #expect(try store.ask { try $0.sources(tenant: .standard) }.isEmpty)
  }
}
