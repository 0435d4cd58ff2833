import Engine
import Testing

@testable import Store

/// Counts, kept while runs end.
struct StatisticsTests {
  private static let hour: Int64 = 3_600

  private func end(_ id: RunID, _ status: RunStatus, of workflow: WorkflowID, hours: Int64, in store: TestStore) throws
  {
    let created = TestStore.birth + .seconds(hours * Self.hour)
    let run = try store.start(.sample(id, workflow: workflow, createdAt: created)).run
    try store.apply(.about(run.next(status, at: created + .seconds(10))))
  }

  private func filled() throws -> TestStore {
    let store = try TestStore()
    try store.publish("other")
    try end("old", .failed, of: "hello", hours: 0, in: store)
    try end("r1", .completed, of: "hello", hours: 30, in: store)
    try end("r2", .completed, of: "hello", hours: 30, in: store)
    try end("r3", .timedOut, of: "hello", hours: 31, in: store)
    try end("r4", .failed, of: "other", hours: 31, in: store)
    try end("r5", .failed, of: "other", hours: 32, in: store)
    try store.start(.sample("open", createdAt: TestStore.birth))
    return store
  }

  private let since = TestStore.birth + .seconds(24 * hour)

  @Test func `the overview counts what is open and what ended lately`() throws {
    let store = try filled()
    let overview = try store.ask { try $0.overview(of: .standard, since: since) }
    #expect(overview.open == [.running: 1])
    #expect(overview.ended.byStatus == [.completed: 2, .timedOut: 1, .failed: 2])
    #expect(overview.ended.averageDuration == .seconds(10))
    #expect(
      overview.failing == [
        FailingWorkflow(workflow: "other", failures: 2, total: 2),
        FailingWorkflow(workflow: "hello", failures: 1, total: 3),
      ])
    #expect(try store.ask { try $0.overview(of: "elsewhere", since: since) } == Overview())
  }

  @Test func `a workflow's history is told by the hour`() throws {
    let store = try filled()
    let history = try store.ask { try $0.history(of: "hello", tenant: .standard, since: since) }
    #expect(history.map(\.from) == [30, 31].map { TestStore.birth + .seconds($0 * Self.hour) })
    #expect(history.map(\.counts.byStatus) == [[.completed: 2], [.timedOut: 1]])
    let totals = try store.ask { try $0.totals(of: .standard, since: since) }
    #expect(totals["other"]?.byStatus == [.failed: 2])
    #expect(totals["hello"]?.total == 3)
  }
}
