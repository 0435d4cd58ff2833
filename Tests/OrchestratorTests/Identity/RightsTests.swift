import Engine
import JSON
import Testing

@testable import Orchestrator

struct RightsTests {
  private func identity(_ roles: Role..., teams: Set<String> = []) -> Identity {
    Identity(actor: "user:ada", roles: Set(roles), teams: teams)
  }

  private func approval(for approvers: [String], tenant: TenantID = .standard) -> Approval {
    Approval(
      run: "r", tenant: tenant, step: "s", title: nil, message: "?", evidence: [:], approvers: approvers, digest: "",
      requestedAt: Instant(milliseconds: 0), dueAt: nil)
  }

  /// The whole table, so that a change of it is seen.
  static let table: [(role: Role, permissions: Set<Permission>)] = [
    (.viewer, [.view]),
    (.operator, [.view, .startRun, .controlRun, .signalRun, .publishEvent, .acknowledgeAlert]),
    (.approver, [.view, .decideApproval]),
    (
      .author,
      [.view, .publishWorkflow, .manageSchedule, .publishAgent, .manageWebhooks, .manageWatches, .acknowledgeAlert]
    ),
    (.admin, Set(Permission.allCases)),
  ]

  @Test(arguments: table)
  func `a role may do what it is for`(role: Role, permissions: Set<Permission>) {
    #expect(Set(Permission.allCases.filter { identity(role).has($0) }) == permissions)
  }

  @Test(arguments: Permission.allCases)
  func `who has no role may do nothing`(permission: Permission) {
    let error = #expect(throws: OperationError.self) { try identity().require(permission) }
    #expect(error?.kind == .forbidden)
    #expect(error?.message.contains("user:ada") == true)
    #expect(error?.message.contains(permission.rawValue) == true)
  }

  @Test func `nobody named means everybody with the role approver`() {
    #expect(identity(.approver).mayDecide(approval(for: [])))
    #expect(!identity(.viewer).mayDecide(approval(for: [])))
    #expect(!identity(.operator).mayDecide(approval(for: [])))
  }

  @Test(arguments: ["user:ada", "team:platform", "platform", "role:approver"])
  func `who is named may decide`(approver: String) {
    #expect(identity(.approver, teams: ["platform"]).mayDecide(approval(for: ["user:bob", approver])))
  }

  @Test(arguments: ["user:bob", "team:network", "network", "role:author", "email:ada@example.org", "ada", "role:"])
  func `who isn't named may not decide, but admins may`(approver: String) {
    #expect(!identity(.approver, teams: ["platform"]).mayDecide(approval(for: [approver])))
    #expect(identity(.admin).mayDecide(approval(for: [approver])))
  }

  @Test func `a gate of another tenant is nobody's`() {
    #expect(!identity(.admin).mayDecide(approval(for: [], tenant: "other")))
  }
}
