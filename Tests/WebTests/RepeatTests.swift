import Engine
import HTTPTypes
import JSON
import Testing

@testable import Web

struct RepeatTests {
  private func rejected(_ test: TestSite) throws -> RunID {
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    let form = ["action": "reject", "approval": approval.id.rawValue, "digest": approval.digest]
    #expect(test.admin.post("/runs/\(run)", form).status == .seeOther)
    #expect(try test.run(run).status == .failed)
    return run
  }

  private func newRun(_ answer: WebResponse) throws -> RunID {
    RunID(rawValue: String(try #require(answer.headers[.location]).split(separator: "/").last ?? ""))
  }

  @Test func `a failed run is retried by form, and both pages are linked`() throws {
    let test = try TestSite()
    let run = try rejected(test)
    #expect(test.admin.get("/runs/\(run)").text.contains("Retry from what failed"))
    let new = try newRun(test.admin.post("/runs/\(run)", ["action": "retry"]))
    #expect(try test.run(new).status == .waitingApproval)
    #expect(test.admin.get("/runs/\(new)").text.contains("href=\"/runs/\(run)\""))
    #expect(test.admin.post("/runs/\(new)", ["action": "retry"]).status == .conflict)
  }

  @Test func `a run is started again and forked by form, and what isn't JSON is refused`() throws {
    let test = try TestSite()
    let run = try rejected(test)
    let again = try newRun(test.admin.post("/runs/\(run)", ["action": "rerun", "input": #"{"service": "b"}"#]))
    #expect(try test.run(again).input == ["service": "b"])
    #expect(test.admin.post("/runs/\(run)", ["action": "rerun", "input": "b"]).status == .unprocessableContent)
    let step = try test.approval(of: again).step
    let fork = try newRun(
      test.admin.post("/runs/\(again)", ["action": "fork", "step": step.rawValue, "context": #"{"x": 1}"#]))
    #expect(try test.run(fork).origin?.kind == .fork)
  }

  @Test func `retry, rerun and fork answer 201 with the new run`() throws {
    let test = try TestSite()
    let run = try rejected(test)
    let path = "/api/v1/workflow-runs/\(run)"
    for (action, body) in [("retry", ""), ("rerun", #"{"newest": true}"#)] {
      let answer = test.admin.call(.post, "\(path)/\(action)", body)
      #expect(answer.status == .created)
      let new = try JSONValue(parsing: answer.text)
      #expect(new["origin"]?["run"]?.stringValue == run.rawValue && new["origin"]?["kind"]?.stringValue == action)
    }
    #expect(test.admin.call(.post, "\(path)/fork", "{}").status == .unprocessableContent)
    #expect(test.admin.call(.post, "\(path)/fork", #"{"step": "nowhere"}"#).status == .notFound)
  }

  @Test func `who may only read makes no new runs`() throws {
    let test = try TestSite()
    let run = try rejected(test)
    #expect(test.viewer.post("/runs/\(run)", ["action": "rerun"]).status == .forbidden)
    #expect(!test.viewer.get("/runs/\(run)").text.contains("Run again"))
  }
}
