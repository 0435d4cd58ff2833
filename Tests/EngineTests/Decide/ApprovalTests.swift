import JSON
import Testing

@testable import Engine

struct ApprovalTests {
  static func gate(_ settings: String) -> String {
    """
    id: test
    states:
      - name: begin
        type: switch
        conditions: [{if: "False", next: no}, {if: "False", next: late}]
        defaultNext: ask
      - name: ask
        type: human_approval
        message: "Deploy {{ ctx.version }}?"
        summaryPath: plan
        approvers: [ops, "user:bob"]
        \(settings)
        next: yes
      - {name: yes, type: inject, data: {answer: "yes"}, end: true}
      - {name: no, type: inject, data: {answer: "no"}, end: true}
      - {name: late, type: inject, data: {answer: late}, end: true}
    """
  }

  static let input: JSONObject = ["version": "1.2", "plan": ["steps": 3]]

  @Test func `a gate waits, shows what it asks, and says who may answer`() throws {
    let run = try Simulation(Self.gate("comment: x"), input: Self.input)
    #expect(run.run.status == .waitingApproval)
    #expect(run.run.waitingFor == "approval of ask")
    let approval = try #require(run.approvals.values.first)
    #expect(approval.message == "Deploy 1.2?")
    #expect(approval.evidence == ["plan": ["steps": 3]])
    #expect(approval.approvers == ["team:ops", "user:bob"])
    #expect(approval.digest.count == 64)
  }

  @Test func `an approved gate goes on and its result can be read`() throws {
    var run = try Simulation(Self.gate("comment: x"), input: Self.input)
    try run.decide("ask", approved: true, by: "user:bob", comment: "fine")
    #expect(run.run.status == .completed)
    #expect(run.run.output?["answer"] == "yes")
    let result = run.run.output?["steps"]?["ask"]
    #expect(result?["approved"] == true)
    #expect(result?["decidedBy"] == "user:bob")
    #expect(result?["comment"] == "fine")
  }

  @Test func `the second of two decisions learns that it came too late`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: ask, type: approval, message: Go?, next: w}, {name: w, type: operation, action: noop, end: true}]}"
    )
    let id = ApprovalID(rawValue: try run.step("ask").id.rawValue)
    try run.decide("ask", approved: true)
    let second = ApprovalDecision(approval: id, approved: false, by: "user:eve", comment: nil)
    #expect(try run.send(.approvalDecided(second))?.contains("decided already") == true)
    #expect(run.approvals[id]?.decidedBy == "user:ada")
  }

  @Test func `an unrouted rejection fails the run as rejected`() throws {
    var run = try Simulation(Self.gate("comment: x"), input: Self.input)
    try run.decide("ask", approved: false, comment: "not today")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "rejected")
    #expect(run.run.error?.message.contains("not today") == true)
  }

  @Test func `onReject cancel cancels the run`() throws {
    var run = try Simulation(Self.gate("onReject: cancel"), input: Self.input)
    try run.decide("ask", approved: false)
    #expect(run.run.status == .cancelled)
  }

  @Test func `rejectNext routes a rejection, whose result is stored`() throws {
    var run = try Simulation(Self.gate("rejectNext: no"), input: Self.input)
    try run.decide("ask", approved: false)
    #expect(run.run.status == .completed)
    #expect(run.run.output?["answer"] == "no")
    #expect(run.run.output?["steps"]?["ask"]?["decision"] == "rejected")
  }

  @Test func `nobody in time ends the run TIMED_OUT`() throws {
    var run = try Simulation(Self.gate("timeoutSeconds: 60"), input: Self.input)
    try run.pass(seconds: 59)
    #expect(run.run.status == .waitingApproval)
    try run.pass(seconds: 1)
    #expect(run.run.status == .timedOut)
    #expect(run.statuses == ["ask": .timedOut])
  }

  @Test func `timeoutNext routes it`() throws {
    var run = try Simulation(Self.gate("timeoutSeconds: 60\n    timeoutNext: late"), input: Self.input)
    try run.pass(seconds: 60)
    #expect(run.run.output?["answer"] == "late")
    #expect(run.run.output?["steps"]?["ask"]?["decision"] == "timeout")
  }

  @Test(arguments: [("approve", RunStatus.completed), ("reject", .failed), ("fail", .failed)])
  func `onTimeout chooses the outcome`(choice: String, status: RunStatus) throws {
    var run = try Simulation(Self.gate("timeoutSeconds: 60\n    onTimeout: \(choice)"), input: Self.input)
    try run.pass(seconds: 60)
    #expect(run.run.status == status)
  }

  @Test func `evidence that isn't there fails the gate instead of hiding it`() throws {
    let run = try Simulation(Self.gate("comment: x"), input: ["version": "1.2"])
    #expect(run.run.status == .failed)
    #expect(run.run.error?.message.contains("plan") == true)
  }

  @Test func `a gate in a branch waits while the other branch works`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: ask, type: approval, message: Go?, end: true}]}
            - {name: b, states: [{name: w, type: operation, action: noop, end: true}]}
          end: true
      """)
    #expect(run.run.status == .running)
    try run.succeed("both/b/w")
    #expect(run.run.status == .waitingApproval)
    try run.decide("both/a/ask", approved: true)
    #expect(run.run.status == .completed)
  }
}
