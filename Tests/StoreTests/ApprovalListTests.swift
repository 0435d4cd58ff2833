import Engine
import JSON
import Testing

@testable import Store

/// The inbox.
struct ApprovalListTests {
  private func filled() throws -> TestStore {
    let store = try TestStore()
    let run = Run.sample("r1")
    let gates = (0..<4).map { Step.sample("gate\($0)", of: run, status: .waitingApproval) }
    let snapshot = try store.start(run, steps: gates)
    let approvers = [["user:ann"], ["team:ops", "user:bob"], [], ["role:admin"]]
    let due: [Int64?] = [nil, 20, 10, nil]
    let approvals = (0..<4).map { index in
      Approval(
        run: "r1", tenant: .standard, step: gates[index].id, title: nil, message: "Go?", evidence: [:],
        approvers: approvers[index], digest: "d", requestedAt: TestStore.birth,
        dueAt: due[index].map { TestStore.birth + .seconds($0) })
    }
    try store.apply(.about(snapshot.run.next(.waitingApproval), changes: approvals.map(Change.insertApproval)))
    return store
  }

  private func names(_ filter: ApprovalFilter, in store: TestStore, limit: Int = 50) throws -> [String] {
    var names: [String] = []
    var cursor: PageCursor?
    repeat {
      let page = try store.ask { try $0.approvals(filter, page: PageRequest(limit: limit, cursor: cursor)) }
      names += page.items.map(\.path)
      cursor = page.next
    } while cursor != nil
    return names
  }

  @Test(arguments: [1, 2, 50]) func `what falls due first comes first`(limit: Int) throws {
    let store = try filled()
    let order = try names(ApprovalFilter(tenant: .standard), in: store, limit: limit)
    #expect(order == ["gate2", "gate1", "gate0", "gate3"])
  }

  @Test func `mine are those that name me, my team or my role, and nameless ones if I approve`() throws {
    let store = try filled()
    func mine(_ me: [String]) throws -> [String] {
      try names(ApprovalFilter(tenant: .standard, approvers: me), in: store)
    }
    #expect(try mine(["user:ann"]) == ["gate0"])
    #expect(try mine(["user:eve", "team:ops"]) == ["gate1"])
    #expect(try mine(["user:bob", "role:approver"]) == ["gate2", "gate1"])
    #expect(try mine([]).isEmpty)
    #expect(try names(ApprovalFilter(tenant: "other"), in: store).isEmpty)
    #expect(try names(ApprovalFilter(tenant: .standard, run: "r2"), in: store).isEmpty)
  }

  @Test func `a decision moves it from the pending to the decided ones`() throws {
    let store = try filled()
    var snapshot = try store.snapshot("r1")
    var approval = try required(snapshot.approvals["r1-gate1"])
    approval.status = .approved
    approval.decidedAt = TestStore.birth + .seconds(9)
    approval.decidedBy = "user:bob"
    approval.comment = "fine"
    try store.apply(.about(snapshot.run.next(.running), .approvalDecided, changes: [.updateApproval(approval)]))
    let entry = try required(try store.ask { try $0.approval(approval.id, tenant: .standard) })
    #expect(entry == ApprovalEntry(approval: approval, workflow: "hello", path: "gate1"))
    #expect(try store.ask { try $0.approval(approval.id, tenant: "other") } == nil)
    #expect(try names(ApprovalFilter(tenant: .standard), in: store).contains("gate1") == false)
    #expect(try names(ApprovalFilter(tenant: .standard, isPending: false), in: store) == ["gate1"])
    snapshot = try store.snapshot("r1")
    #expect(snapshot.approvals.keys.sorted() == ["r1-gate0", "r1-gate2", "r1-gate3"])
    #expect(try store.ask { try $0.overview(of: .standard, since: TestStore.birth) }.pendingApprovals == 3)
  }
}
