import Engine
import HTTPTypes
import JSON
import Orchestrator
import Testing

@testable import Web

/// The log of events: searched, looked at, replayed, exported.
struct EventLogTests {
  private let test: TestSite

  init() throws {
    test = try TestSite()
    for text in [
      "id: ship\non: {event: order.paid, if: event.payload.amount > 5}\nstates: [{name: a, type: succeed}]",
      "id: strict\non: {event: order.paid}\ninputSchema: {required: [order]}\nstates: [{name: a, type: succeed}]",
    ] {
      _ = try test.installation.publish(DefinitionText(text, named: "w.yaml"), by: .hostOwner(named: "test"))
    }
  }

  private func publish(_ body: String) throws -> JSONValue {
    let answer = test.admin.call(.post, "/api/v1/events", body)
    #expect(answer.status == .created)
    return try JSONValue(parsing: answer.text)
  }

  private func list(_ query: String) throws -> [JSONValue] {
    try JSONValue(parsing: test.viewer.get("/api/v1/events?\(query)").text)["items"]?.arrayValue ?? []
  }

  @Test func `what an event started and why not can be read`() throws {
    let event = try publish(#"{"type": "order.paid", "payload": {"amount": 7}}"#)
    #expect(event["matches"] == 1 && event["matchedAt"]?.isNull == false && event["depth"] == 0)
    let id = try #require(event["id"]?.stringValue)
    let details = try JSONValue(parsing: test.viewer.get("/api/v1/events/\(id)").text)
    let answers = try #require(details["answers"]?.arrayValue)
    #expect(answers.map { $0["workflowId"] } == ["ship", "strict"])
    #expect(answers.map { $0["outcome"] } == ["started", "refused"])
    #expect(answers[1]["reason"]?.stringValue?.contains("order") == true && answers[1]["runId"]?.isNull == true)
    let page = test.viewer.get("/events/\(id)").text
    #expect(page.contains("Started a run") && page.contains("Refused") && page.contains("The input doesn&#39;t fit"))
    #expect(test.viewer.get("/api/v1/events/nothing").status == .notFound)
    #expect(test.viewer.get("/events/nothing").status == .notFound)
  }

  @Test func `the log is searched by type, outcome, time and text`() throws {
    _ = try publish(#"{"type": "order.paid", "payload": {"amount": 7, "customer": "Ada Lovelace"}}"#)
    _ = try publish(#"{"type": "order.paid", "payload": {"amount": 1}}"#)
    _ = try publish(#"{"type": "order.lost", "payload": {"why": "\#(String(repeating: "x", count: 5_000)) rain"}}"#)
    #expect(try list("matched=true").count == 1)
    #expect(try list("matched=false").count == 2)
    #expect(try list("type=order.paid&matched=false").count == 1)
    #expect(try list("text=ada%20love").count == 1)
    #expect(try list("text=RAIN").count == 1, "also in what is kept apart for its size")
    #expect(try list("text=snow").isEmpty)
    #expect(try list("since=2100-01-01T00:00:00Z").isEmpty)
    #expect(try list("until=2100-01-01T00:00:00Z").count == 3)
    #expect(test.viewer.get("/api/v1/events?since=yesterday").status == .badRequest)
    #expect(test.viewer.get("/api/v1/events?matched=perhaps").status == .badRequest)
    let page = test.viewer.get("/events?type=order.lost&matched=&text=").text
    #expect(page.contains("order.lost") && !page.contains(">order.paid<") && page.contains("Nothing"))
    #expect(test.viewer.get("/events?text=snow").text.contains("No event fits"))
  }

  @Test func `an event is published again by the API and by its page`() throws {
    let id = try #require(try publish(#"{"type": "order.paid", "payload": {"amount": 7}}"#)["id"]?.stringValue)
    let again = test.admin.call(.post, "/api/v1/events/\(id)/replay")
    #expect(again.status == .created)
    #expect(try JSONValue(parsing: again.text)["replayOf"] == .string(id))
    let form = test.admin.post("/events/\(id)", ["action": "replay"])
    #expect(form.status == .seeOther)
    let page = test.admin.get(form.headers[.location] ?? "").text
    #expect(page.contains("Says again") && page.contains(id) && page.contains("Publish again"))
    #expect(try list("matched=true").count == 3)
    #expect(!test.viewer.get("/events/\(id)").text.contains("Publish again"))
    #expect(test.admin.call(.post, "/api/v1/events/nothing/replay").status == .notFound)
  }

  @Test func `the events that fit are exported, a line each, however many`() throws {
    for number in 0..<205 { _ = try publish(#"{"type": "n", "payload": \#(number)}"#) }
    _ = try publish(#"{"type": "other"}"#)
    let answer = test.viewer.get("/api/v1/events.ndjson?type=n")
    #expect(answer.headers[.contentType] == "application/x-ndjson")
    let lines = answer.text.split(separator: "\n")
    #expect(
      try lines.map { try JSONValue(parsing: String($0))["payload"] } == (0..<205).reversed().map { .integer($0) })
  }

  @Test func `an event of ten megabytes is refused with the largest size that is taken`() throws {
    let body = #"{"type": "big", "payload": ""# + String(repeating: "x", count: 10 << 20) + #""}"#
    let parameters = GatewayParameters([
      "REQUEST_METHOD": "POST", "PATH_INFO": "/api/v1/events", "CONTENT_LENGTH": "\(body.utf8.count)",
      "CONTENT_TYPE": "application/json", "HTTP_AUTHORIZATION": "Bearer \(test.admin.token)",
    ])
    let answer = test.site.answer(parameters) { _ in 0 }
    #expect(answer.status == .contentTooLarge)
    #expect(answer.text.contains("larger than 1048576 bytes"))
    #expect(try list("").isEmpty)
  }
}
