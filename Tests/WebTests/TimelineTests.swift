import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store
import Testing

@testable import Web

struct TimelineTests {
  /// A run with several gates, each decided, and states without steps around them.
  private func finishedRun(_ test: TestSite) throws -> RunID {
    let gates = (1...4).map { number in
      """
        - name: before_\(number)
          type: inject
          data: {at: \(number)}
          next: gate_\(number)
        - name: gate_\(number)
          type: human_approval
          title: Gate \(number)
          message: Go on?
          approvers: ["role:approver"]
          \(number == 4 ? "end: true" : "next: before_\(number + 1)")
      """
    }
    let definition = "id: gates\nstates:\n\(gates.joined(separator: "\n"))\n"
    _ = test.admin.call(.post, "/api/v1/workflows", definition, [.contentType: "application/yaml"])
    let started = test.admin.call(.post, "/api/v1/workflow-runs", #"{"workflowId": "gates"}"#)
    let run = RunID(rawValue: try #require(try JSONValue(parsing: started.text)["id"]?.stringValue))
    for _ in 1...4 {
      let approval = try test.approval(of: run)
      _ = test.admin.post(
        "/approvals/\(approval.id)",
        ["action": "approve", "approval": approval.id.rawValue, "digest": approval.digest])
    }
    #expect(try test.run(run).status == .completed)
    return run
  }

  private func path(_ entry: Timeline.Entry) -> String {
    switch entry {
    case .step(let step): step.path
    case .visit(let visit): visit.path
    }
  }

  @Test func `pieces of any size, laid together, are the whole`() throws {
    let test = try TestSite()
    let run = try finishedRun(test)
    let expected = (1...4).flatMap { ["before_\($0)", "gate_\($0)"] }
    for steps in 1...5 {
      for events in 1...6 {
        var paths: [String] = []
        var cursor: TimelineCursor? = .beginning
        var pieces = 0
        while let place = cursor, pieces < 50 {
          let bounds = Timeline.Bounds(steps: steps, events: events)
          let piece = try test.installation.storage.read { try Timeline(of: run, from: place, in: $0, bounds: bounds) }
          paths += piece.entries.map(path)
          cursor = try piece.next.map { try TimelineCursor(reading: $0.text) }
          pieces += 1
        }
        #expect(paths == expected, "\(steps) steps, \(events) events at a time")
      }
    }
  }

  @Test(arguments: ["x", "1", "1.", "-1.end", "1.x~", ""])
  func `a cursor that no timeline gave is refused`(text: String) {
    #expect(throws: Problem.self) { try TimelineCursor(reading: text) }
  }
}
