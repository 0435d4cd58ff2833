import JSON
import Testing

@testable import Engine

/// What is worth telling, and whom a definition wants told.
struct NoticeTests {
  private static let settings = """
    notify:
      onFailure: [ops@example.org, https://hooks.example.org/a, pager]
      onCompleted: reporting
      onApproval: ann@example.org
    """

  private func topics(_ run: Simulation) -> [[String]] { run.notices.map { $0.map(\.topic.rawValue) } }

  @Test func `a run tells that it began and how it ended, and what it asks people`() throws {
    var run = try Simulation(Self.settings + "\n" + ApprovalTests.gate("comment: x"), input: ApprovalTests.input)
    #expect(topics(run) == [["run.started", "approval.requested"]])
    #expect(run.notices[0].map(\.targets) == [[], [.mail("ann@example.org")]])
    #expect(run.notices[0].last?.approval?.message == "Deploy 1.2?")
    try run.decide("ask", approved: true, by: "user:bob")
    #expect(topics(run).last == ["approval.decided", "run.completed"])
    #expect(run.notices.last?.map(\.targets) == [[], [.endpoint("reporting")]])
    #expect(run.notices.last?.first?.approval?.decidedBy == "user:bob")
  }

  @Test func `a rejected gate tells of the rejection and of the failure`() throws {
    var run = try Simulation(Self.settings + "\n" + ApprovalTests.gate("comment: x"), input: ApprovalTests.input)
    try run.decide("ask", approved: false, by: "user:bob")
    #expect(topics(run).last == ["approval.decided", "run.failed"])
    #expect(
      run.notices.last?.last?.targets == [
        .mail("ops@example.org"), .webhook("https://hooks.example.org/a"), .endpoint("pager"),
      ])
  }

  @Test func `what a step does is nobody's business`() throws {
    let run = try Simulation("{id: test, states: [{name: a, type: operation, action: noop, end: true}]}")
    #expect(topics(run) == [["run.started"]])
  }

  @Test(arguments: [
    "{onFailure: 5.5.5@}", "{onFailure: 'http://'}", "{onFailure: ['ann@example.org, bob@example.org']}",
    "{onCompleted: [Ops]}", "{onApproval: 'a b'}", "{onApproval: 'https://user:secret@example.org/'}",
    "{onFailure: [\(String(repeating: "a,", count: 17))]}", "{onFailure: {mail: ann@example.org}}", "ann@example.org",
    "{onFail: ann@example.org}",
  ])
  func `a target that nobody could reach is refused`(notify: String) {
    let checked = Checked("id: test\nnotify: \(notify)\nstates: [{name: a, type: succeed}]")
    #expect(checked.program == nil)
    #expect(checked.report.issues.contains { $0.path.hasPrefix("notify") })
  }
}
