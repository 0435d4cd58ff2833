import HTTPTypes
import JSON
import Testing

@testable import Web

/// What people and programs see of runs that wait for their turn.
struct ConcurrencyPagesTests {
  private static let definition = """
    id: deploy
    concurrency: {key: "deploy {{ input.host }}"}
    states: [{name: ask, type: approval, message: Go?, approvers: [role:approver]}]
    """

  private func start(_ test: TestSite, _ body: String = #""input": {"host": "web1"}"#) throws -> JSONValue {
    let answer = test.admin.call(.post, "/api/v1/workflow-runs", #"{"workflowId": "deploy", \#(body)}"#)
    return try JSONValue(parsing: answer.text)
  }

  @Test func `a run that waits for its slot says where it stands, in the API and on its page`() throws {
    let test = try TestSite()
    try test.publish(Self.definition)
    let first = try #require(try start(test)["id"]?.stringValue)
    let second = try start(test)
    #expect(second["status"] == "PENDING" && second["startedAt"] == .null)
    let id = try #require(second["id"]?.stringValue)
    let shown = test.admin.get("/api/v1/workflow-runs/\(id)")
    #expect(
      try JSONValue(parsing: shown.text)["concurrency"] == [
        "key": "deploy web1", "limit": 1, "slot": .null, "place": 1, "waiting": 1, "holders": [.string(first)],
      ])
    #expect(test.admin.get("/runs/\(id)").text.contains("first of 1 in the queue of the concurrency key"))
    let cancelled = test.admin.call(.post, "/api/v1/workflow-runs/\(id)/cancel", "{}")
    #expect(try JSONValue(parsing: cancelled.text)["status"] == "CANCELLED")
    #expect(try JSONValue(parsing: test.admin.get("/api/v1/workflow-runs/\(id)").text)["concurrency"] == nil)
  }

  @Test func `a start that the workflow refuses is a conflict that names the run in the way`() throws {
    let test = try TestSite()
    try test.publish(Self.definition.replacing("}\"}", with: "}\", onLimit: reject}"))
    let first = try #require(try start(test)["id"]?.stringValue)
    let refused = test.admin.call(
      .post, "/api/v1/workflow-runs", #"{"workflowId": "deploy", "input": {"host": "web1"}}"#)
    #expect(refused.status == .conflict)
    #expect(refused.text.contains(first))
  }

  @Test func `a start may name a priority, within its range`() throws {
    let test = try TestSite()
    try test.publish(Self.definition)
    #expect(try start(test, #""priority": 3, "input": {"host": "a"}"#)["priority"] == 3)
    let refused = test.admin.call(
      .post, "/api/v1/workflow-runs", #"{"workflowId": "deploy", "priority": 11, "input": {"host": "b"}}"#)
    #expect(refused.status == .unprocessableContent)
    #expect(refused.text.contains("-10 to 10"))
  }
}
