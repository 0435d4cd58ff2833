import Engine
import HTTPTypes
import JSON
import Orchestrator
import Testing

@testable import Web

/// Signals to a run, and events to all.
struct EventAPITests {
  private let test: TestSite

  init() throws {
    test = try TestSite()
    let text = """
      id: hears
      states:
        - {name: gate, type: await, signal: go, correlation: "{{ input.order }}", timeoutSeconds: 1h, next: paid}
        - {name: paid, type: await, event: order.paid, filter: event.payload.amount > 1, end: true}
      """
    _ = try test.installation.publish(DefinitionText(text, named: "hears.yaml"), by: .hostOwner(named: "test"))
  }

  private func start() throws -> RunID {
    let request = StartRequest(workflow: "hears", input: ["order": 7], trigger: ["kind": "test"])
    return try test.installation.startRun(request, by: .hostOwner(named: "test")).run.id
  }

  @Test func `a signal with the right correlation wakes the run, which then waits for an event`() throws {
    let run = try start()
    #expect(test.admin.get("/runs/\(run)").text.contains("the signal &#39;go&#39; (7) at gate until 20"))
    let path = "/api/v1/workflow-runs/\(run)/signals"
    let other = try JSONValue(parsing: test.admin.call(.post, path, #"{"name": "go", "correlation": "8"}"#).text)
    #expect(other["status"] == "WAITING_SIGNAL")
    #expect(other["waitingFor"]?.stringValue?.hasPrefix("the signal 'go' (7) at gate") == true)
    let right = #"{"name": "go", "correlation": "7", "payload": {"by": "phone"}}"#
    let next = try JSONValue(parsing: test.admin.call(.post, path, right).text)
    #expect(next["waitingFor"] == "the event 'order.paid' at paid")
    let published = test.admin.call(.post, "/api/v1/events", #"{"type": "order.paid", "payload": {"amount": 5}}"#)
    #expect(published.status == .created)
    let done = try test.run(run)
    #expect(done.status == .completed)
    #expect(done.output?["steps"] == ["gate": ["by": "phone"], "paid": ["amount": 5]])
    let page = test.admin.get("/runs/\(run)").text
    #expect(page.contains("gate") && page.contains("SUCCEEDED") || page.contains("Succeeded"))
  }

  @Test func `what was published is listed, the newest first, in pieces`() throws {
    for number in 1...3 {
      let body = #"{"type": "n\#(number % 2)", "correlation": "c\#(number)", "payload": \#(number)}"#
      #expect(test.admin.call(.post, "/api/v1/events", body).status == .created)
    }
    let first = try JSONValue(parsing: test.viewer.get("/api/v1/events?limit=2").text)
    #expect(first["items"]?.arrayValue?.map { $0["payload"] } == [3, 2])
    #expect(first["items"]?[0]?["publishedBy"] == "token:ada")
    let cursor = try #require(first["nextCursor"]?.stringValue)
    let rest = try JSONValue(parsing: test.viewer.get("/api/v1/events?limit=2&cursor=\(cursor)").text)
    #expect(rest["items"]?.arrayValue?.map { $0["payload"] } == [1])
    let named = try JSONValue(parsing: test.viewer.get("/api/v1/events?type=n0").text)
    #expect(named["items"]?.arrayValue?.count == 1)
    let one = try JSONValue(parsing: test.viewer.get("/api/v1/events?correlation=c3").text)
    #expect(one["items"]?.arrayValue?.count == 1)
  }

  @Test(arguments: [
    (#"{"type": "a", "dedupeKey": "k"}"#, HTTPFields()), (#"{"type": "a"}"#, [.idempotencyKey: "k"] as HTTPFields),
  ])
  func `the same key is the same event`(body: String, headers: HTTPFields) throws {
    let first = test.admin.call(.post, "/api/v1/events", body, headers)
    let second = test.admin.call(.post, "/api/v1/events", body, headers)
    #expect(first.status == .created)
    #expect(second.status == .ok)
    #expect(first.text == second.text)
    #expect(try JSONValue(parsing: test.admin.get("/api/v1/events").text)["items"]?.arrayValue?.count == 1)
  }

  @Test(arguments: ["{}", #"{"type": ""}"#, #"{"type": "a", "payloda": 1}"#, #"{"type": "a\nb"}"#, #"{"type": 1}"#])
  func `an event that can't be used is refused`(body: String) throws {
    let answer = test.admin.call(.post, "/api/v1/events", body)
    #expect(answer.status == .unprocessableContent, "\(answer.text)")
    #expect(try JSONValue(parsing: test.admin.get("/api/v1/events").text)["items"] == [])
  }
}
