import Engine
import HTTPTypes
import JSON
import Orchestrator
import Testing

@testable import Web

/// Who outside is told what, over the API.
struct EndpointAPITests {
  private let test: TestSite

  init() throws {
    test = try TestSite()
    try HostFile.write(
      test.installation.directory.secretKey, "00112233445566778899aabbccddeeff\n".utf8)
  }

  private func json(_ response: WebResponse) throws -> JSONValue { try JSONValue(parsing: response.text) }

  private func make(_ body: String) -> WebResponse { test.admin.call(.post, "/api/v1/endpoints", body) }

  @Test func `a webhook is made with a secret, shown, changed and deleted`() throws {
    let made = make(#"{"name": "ops", "target": "https://example.org/hook", "topics": ["run.*"]}"#)
    #expect(made.status == .created)
    let secret = try json(made)["secret"]?.stringValue
    #expect(secret?.hasPrefix("whsec_") == true)
    let shown = try json(test.viewer.get("/api/v1/endpoints/ops"))
    #expect(shown["kind"] == "webhook")
    #expect(shown["secret"] == nil)
    #expect(try json(test.viewer.get("/api/v1/endpoints"))["items"]?.arrayValue?.count == 1)
    let changed = try json(test.admin.call(.put, "/api/v1/endpoints/ops", #"{"enabled": false}"#))
    #expect(changed["enabled"] == false && changed["topics"] == ["run.*"])
    let same = try json(test.admin.call(.post, "/api/v1/endpoints/ops/secret", "{}"))
    #expect(same["secrets"]?[0]?.stringValue == secret)
    let rotated = try json(test.admin.call(.post, "/api/v1/endpoints/ops/secret", #"{"rotate": true}"#))
    #expect(rotated["secrets"]?[0]?.stringValue != secret && rotated["secrets"]?[1]?.stringValue == secret)
    #expect(test.admin.call(.delete, "/api/v1/endpoints/ops").status == .noContent)
    #expect(test.admin.get("/api/v1/endpoints/ops").status == .notFound)
  }

  @Test(arguments: [
    (#"{"name": "ops"}"#, 422), (#"{"name": "Ops", "target": "https://example.org/"}"#, 422),
    (#"{"name": "ops", "target": "gopher://example.org/"}"#, 422),
    (#"{"name": "ops", "target": "https://example.org/", "topics": "run.*"}"#, 422),
    (#"{"name": "ops", "target": "https://example.org/", "secret": "mine"}"#, 422), ("[]", 422), ("{", 400),
  ])
  func `an endpoint that can't be is refused`(body: String, status: Int) {
    #expect(make(body).status.code == status)
  }

  @Test func `the page shows who is told what, and what became of it`() throws {
    #expect(test.viewer.get("/deliveries").text.contains("Nothing was sent"))
    #expect(make(#"{"name": "ops", "target": "https://example.org/hook?a=1&b=<2>"}"#).status.code == 201)
    _ = try test.startGated()
    let page = test.viewer.get("/deliveries").text
    #expect(page.contains("https://example.org/hook?a=1&amp;b=&lt;2&gt;"))
    #expect(page.contains("run.started") && page.contains("approval.requested") && page.contains("On its way"))
    #expect(!page.contains("Send again"))
    #expect(test.viewer.get("/deliveries?status=dead").text.contains("Nothing was sent"))
    #expect(test.viewer.post("/deliveries", ["number": "1"]).status == .forbidden)
    #expect(test.admin.post("/deliveries", ["number": "1"]).status == .conflict)
  }

  @Test func `two endpoints can't have one name`() {
    let body = #"{"name": "ops", "target": "ann@example.org"}"#
    #expect(make(body).status == .created)
    #expect(make(body).status == .conflict)
  }

  @Test func `what is sent is listed and sent again only when it has ended`() throws {
    #expect(make(#"{"name": "ops", "target": "https://example.org/hook"}"#).status == .created)
    _ = try test.startGated()
    let list = try json(test.viewer.get("/api/v1/deliveries?endpoint=ops&status=pending"))
    let topics = list["items"]?.arrayValue?.compactMap { $0["topic"]?.stringValue }
    #expect(topics?.contains("run.started") == true)
    let number = try #require(list["items"]?[0]?["number"]?.integerValue)
    let shown = try json(test.viewer.get("/api/v1/deliveries/\(number)"))
    #expect(shown["log"] == [])
    #expect(shown["payload"]?["run"] != nil)
    #expect(test.admin.call(.post, "/api/v1/deliveries/\(number)/redeliver").status == .conflict)
    #expect(test.admin.get("/api/v1/deliveries/4711").status == .notFound)
    #expect(test.admin.get("/api/v1/deliveries?status=lost").status == .badRequest)
    #expect(test.admin.call(.post, "/api/v1/endpoints/ops/test").status == .noContent)
    let tests = try json(test.viewer.get("/api/v1/deliveries?topic=test"))
    #expect(tests["items"]?.arrayValue?.count == 1)
  }
}
