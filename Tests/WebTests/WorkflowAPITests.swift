import HTTPTypes
import JSON
import Testing

@testable import Web

struct WorkflowAPITests {
  private let yaml: HTTPFields = [.contentType: "application/yaml"]

  @Test func `a definition is published as YAML, read back, and the same again is no new revision`() throws {
    let test = try TestSite()
    let first = test.admin.call(.post, "/api/v1/workflows", TestSite.gated, yaml)
    #expect(first.status == .created)
    #expect(first.headers[.location] == "/api/v1/workflows/gated")
    #expect(test.admin.call(.post, "/api/v1/workflows", TestSite.gated, yaml).status == .ok)
    let read = try JSONValue(parsing: test.admin.get("/api/v1/workflows/gated").text)
    #expect(read["definition"]?["source"]?.stringValue == TestSite.gated)
    #expect(read["revision"] == 1 && read["enabled"] == true)
  }

  @Test func `what is wrong with a definition is told with its place, and nothing is published`() throws {
    let test = try TestSite()
    let wrong = TestSite.gated.replacing("next: ask", with: "next: aks")
    let answer = test.admin.call(.post, "/api/v1/workflows", wrong, yaml)
    #expect(answer.status == .unprocessableContent)
    let issue = try #require(JSONValue(parsing: answer.text)["issues"]?[0])
    #expect(issue["code"] == "unknown-target" && issue["line"]?.integerValue != nil)
    #expect(test.admin.get("/api/v1/workflows/gated").status == .notFound)
    let report = test.admin.call(.post, "/api/v1/workflows/validate", wrong, yaml)
    #expect(report.status == .ok)
    #expect(try JSONValue(parsing: report.text)["ok"] == false)
  }

  @Test func `a definition is gone through with fixtures, and nothing is started`() throws {
    let test = try TestSite()
    let body: JSONValue = [
      "definition": "id: x\nstates: [{name: ask, type: human_approval, message: Go?, approvers: [team:a]}]",
      "fixtures": ["ask": "reject"],
    ]
    let answer = test.admin.call(.post, "/api/v1/workflows/simulate", body.text, [.contentType: "application/json"])
    #expect(answer.status == .ok)
    let report = try JSONValue(parsing: answer.text)
    #expect(report["status"] == "FAILED" && report["path"] == ["ask"] && report["error"]?["type"] == "rejected")
    #expect(try JSONValue(parsing: test.admin.get("/api/v1/workflow-runs").text)["items"] == [])
    let wrong = test.admin.call(
      .post, "/api/v1/workflows/simulate", "{\"definition\": {\"states\": 1}}", [.contentType: "application/json"])
    #expect(wrong.status == .unprocessableContent)
  }

  @Test(arguments: ["states: [", "\u{7}", "a: 1\na: 2", ""])
  func `text that is no definition is refused with what is wrong`(text: String) throws {
    let test = try TestSite()
    let answer = test.admin.call(.post, "/api/v1/workflows", text, yaml)
    #expect(answer.status == .unprocessableContent)
    #expect(try JSONValue(parsing: answer.text)["issues"]?[0]?["message"]?.stringValue?.isEmpty == false)
  }

  @Test func `two authors can't overwrite each other`() throws {
    let test = try TestSite()
    _ = test.admin.call(.post, "/api/v1/workflows", TestSite.gated, yaml)
    let tag = try #require(test.admin.get("/api/v1/workflows/gated").headers[.eTag])
    let second = TestSite.gated.replacing("name: A gate", with: "name: Another gate")
    let third = TestSite.gated.replacing("name: A gate", with: "name: A third gate")
    let put = { (text: String) in
      test.admin.call(.put, "/api/v1/workflows/gated", text, [.contentType: "application/yaml", .ifMatch: tag])
    }
    #expect(put(second).status == .created)
    #expect(put(third).status == .preconditionFailed)
    let expected = test.admin.call(.put, "/api/v1/workflows/gated?expectedRevision=1", third, yaml)
    #expect(expected.status == .conflict)
    #expect(test.admin.call(.put, "/api/v1/workflows/other", third, yaml).status == .unprocessableContent)
  }

  @Test func `a workflow is switched off and on, and starts nothing in between`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    #expect(test.admin.call(.delete, "/api/v1/workflows/gated").status == .conflict)
    #expect(test.admin.call(.delete, "/api/v1/workflows/gated?disable=true").status == .noContent)
    let start = #"{"workflowId": "gated", "input": {"service": "a"}}"#
    #expect(test.admin.call(.post, "/api/v1/workflow-runs", start).status == .conflict)
    #expect(test.admin.get("/workflows/gated").text.contains("disabled"))
    #expect(test.admin.call(.post, "/api/v1/workflows/gated/enable").status == .ok)
    #expect(test.admin.call(.post, "/api/v1/workflow-runs", start).status == .created)
  }

  @Test func `a definition in another media type is refused`() throws {
    let test = try TestSite()
    let answer = test.admin.call(.post, "/api/v1/workflows", TestSite.gated, [.contentType: "image/png"])
    #expect(answer.status == .unsupportedMediaType)
  }
}
