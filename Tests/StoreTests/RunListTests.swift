import Engine
import JSON
import Testing

@testable import Store

/// Lists of runs and steps, page by page.
struct RunListTests {
  private static let statuses: [RunStatus] = [.running, .completed, .failed, .paused]

  /// Twenty runs of two workflows, two of each moment, with statuses in turn.
  private func filled() throws -> TestStore {
    let store = try TestStore()
    try store.publish("other")
    try store.publish("hello", tenant: "elsewhere")
    for number in 0..<20 {
      let run = Run.sample(
        RunID("r\(10 + number)"), workflow: number % 3 == 0 ? "other" : "hello",
        labels: ["env": number % 2 == 0 ? "prod" : "test", "n": .integer(Int64(number))],
        createdAt: TestStore.birth + .seconds(Int64(number / 2)))
      let started = try store.start(run).run
      try store.apply(.about(started.next(Self.statuses[number % 4])))
    }
    try store.start(.sample("foreign", tenant: "elsewhere"))
    return store
  }

  private func all(_ filter: RunFilter, in store: TestStore, limit: Int) throws -> [RunID] {
    var found: [RunID] = []
    var cursor: PageCursor?
    repeat {
      let request = PageRequest(limit: limit, cursor: try cursor.map { try required(PageCursor($0.description)) })
      let page = try store.ask { try $0.runs(filter, page: request) }
      #expect(page.items.count <= limit)
      found += page.items.map(\.id)
      cursor = page.next
    } while cursor != nil
    return found
  }

  @Test(arguments: [1, 3, 7, 20, 200])
  func `pages hold every run once, newest first`(limit: Int) throws {
    let store = try filled()
    let expected = (0..<20).reversed().map { RunID("r\(10 + $0)") }
    #expect(try all(RunFilter(tenant: .standard), in: store, limit: limit) == expected)
  }

  @Test(arguments: [1, 4, 50]) func `filters hold together`(limit: Int) throws {
    let store = try filled()
    func expected(_ holds: (Int) -> Bool) -> [RunID] {
      (0..<20).reversed().filter(holds).map { RunID("r\(10 + $0)") }
    }
    var filter = RunFilter(tenant: .standard, workflow: "other")
    #expect(try all(filter, in: store, limit: limit) == expected { $0 % 3 == 0 })
    filter.statuses = [.completed, .failed]
    #expect(try all(filter, in: store, limit: limit) == expected { $0 % 3 == 0 && [1, 2].contains($0 % 4) })
    filter.label = .init(key: "env", value: "prod")
    #expect(try all(filter, in: store, limit: limit) == expected { $0 % 6 == 0 && [1, 2].contains($0 % 4) })
    filter = RunFilter(tenant: .standard, statuses: [.running, .paused])
    #expect(try all(filter, in: store, limit: limit) == expected { [0, 3].contains($0 % 4) })
    filter.since = TestStore.birth + .seconds(3)
    filter.until = TestStore.birth + .seconds(6)
    #expect(try all(filter, in: store, limit: limit) == expected { [0, 3].contains($0 % 4) && (6..<12).contains($0) })
    filter = RunFilter(tenant: .standard)
    filter.label = .init(key: "n", value: "7")
    #expect(try all(filter, in: store, limit: limit) == ["r17"])
    #expect(try all(RunFilter(tenant: "elsewhere"), in: store, limit: limit) == ["foreign"])
  }

  @Test func `a line of the list says what the run says`() throws {
    let store = try filled()
    let run = try store.snapshot("r12").run
    let line = try store.ask { try $0.runs(RunFilter(tenant: .standard, statuses: [.failed]), page: .first) }.items
      .first { $0.id == "r12" }
    #expect(
      line
        == RunSummary(
          id: run.id, tenant: run.tenant, workflow: run.workflow, revision: 1, status: .failed, error: nil,
          trigger: run.trigger, labels: run.labels, createdAt: run.createdAt, startedAt: run.startedAt,
          finishedAt: run.finishedAt, waitingFor: nil))
  }

  @Test func `steps are listed in the order in which they were entered`() throws {
    let store = try TestStore()
    let run = Run.sample("r1")
    try store.start(run, steps: (0..<5).map { .sample("s\($0)", of: run) })
    let first = try store.ask { try $0.steps(of: "r1", page: PageRequest(limit: 3)) }
    let rest = try store.ask { try $0.steps(of: "r1", page: PageRequest(limit: 3, cursor: first.next)) }
    #expect((first.items + rest.items).map(\.state) == ["s0", "s1", "s2", "s3", "s4"])
    #expect(rest.next == nil)
    #expect(first.items.first?.executor == "noop")
  }

  @Test(arguments: ["", "x~", "7", "~", "7~a~b", "12~01jabc"])
  func `a cursor is read as it was written, and anything else is none`(text: String) {
    let cursor = PageCursor(text)
    #expect(cursor == nil || cursor?.description == text)
    #expect((cursor != nil) == ["7~a~b", "12~01jabc"].contains(text))
  }
}
