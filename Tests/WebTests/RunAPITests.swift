import Engine
import HTTPTypes
import JSON
import Testing

@testable import Web

struct RunAPITests {
  @Test func `a run is started, read and approved through the programming interface`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let created = test.admin.call(
      .post, "/api/v1/workflow-runs", #"{"workflowId": "gated", "input": {"service": "a"}, "labels": {"team": "ops"}}"#)
    #expect(created.status == .created)
    let run = try JSONValue(parsing: created.text)
    let id = try #require(run["id"]?.stringValue)
    #expect(created.headers[.location] == "/api/v1/workflow-runs/\(id)")
    #expect(run["status"] == "WAITING_APPROVAL" && run["labels"] == ["team": "ops"])
    #expect(run["trigger"] == ["kind": "api", "by": "token:ada"])

    let gates = try JSONValue(parsing: test.admin.get("/api/v1/workflow-runs/\(id)/approvals").text)
    let gate = try #require(gates["items"]?[0])
    let approval = try #require(gate["id"]?.stringValue)
    let digest = try #require(gate["digest"]?.stringValue)
    let decided = test.admin.call(
      .post, "/api/v1/workflow-runs/\(id)/approvals/\(approval)/approve", #"{"comment": "ok", "digest": "\#(digest)"}"#)
    #expect(decided.status == .ok)
    #expect(try JSONValue(parsing: decided.text)["decidedBy"] == "token:ada")
    let ended = try JSONValue(parsing: test.admin.get("/api/v1/workflow-runs/\(id)").text)
    #expect(ended["status"] == "COMPLETED" && ended["output"]?["done"] == true)
  }

  @Test func `the same idempotency key starts one run, another request under it is a conflict`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let start = { (service: String) in
      test.admin.call(
        .post, "/api/v1/workflow-runs", #"{"workflowId": "gated", "input": {"service": "\#(service)"}}"#,
        [.idempotencyKey: "k-1"])
    }
    let first = start("a")
    #expect(start("a").headers[.location] == first.headers[.location])
    #expect(start("b").status == .conflict)
  }

  @Test func `the timeline has the states without steps and the steps, in order`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    _ = test.admin.post(
      "/runs/\(run)", ["action": "approve", "approval": approval.id.rawValue, "digest": approval.digest])
    let timeline = try JSONValue(parsing: test.admin.get("/api/v1/workflow-runs/\(run)/timeline").text)
    let paths = (timeline["items"]?.arrayValue ?? []).map { ($0["path"] ?? $0["step"]?["path"])?.stringValue }
    #expect(paths == ["prepare", "ask", "finish"])
  }

  @Test func `lists come in pieces that neither repeat nor leave out`() throws {
    let test = try TestSite()
    for _ in 0..<7 { _ = try test.startGated() }
    var seen: [String] = []
    var address: String? = "/api/v1/workflow-runs?limit=3"
    while let next = address {
      let answer = test.admin.get(next)
      let page = try JSONValue(parsing: answer.text)
      seen += (page["items"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
      address = answer.headers[.link].map { String($0.dropFirst().prefix { $0 != ">" }) }
    }
    #expect(seen.count == 7 && Set(seen).count == 7)
    #expect(seen == seen.sorted(by: >))
  }

  @Test func `what is known already is answered with 304`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    for path in ["", "/steps", "/events", "/context", "/timeline"] {
      let first = test.admin.get("/api/v1/workflow-runs/\(run)\(path)")
      let tag = try #require(first.headers[.eTag])
      let again = test.admin.get("/api/v1/workflow-runs/\(run)\(path)", [.ifNoneMatch: tag])
      #expect(again.status == .notModified && again.text.isEmpty, "\(path)")
    }
    let tag = try #require(test.admin.get("/api/v1/workflow-runs/\(run)").headers[.eTag])
    _ = test.admin.post("/runs/\(run)", ["action": "pause"])
    #expect(test.admin.get("/api/v1/workflow-runs/\(run)", [.ifNoneMatch: tag]).status == .ok)
  }

  @Test func `the export has every event on a line of its own`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    _ = test.admin.post("/runs/\(run)", ["action": "pause"])
    let answer = test.admin.get("/api/v1/workflow-runs/\(run)/events.ndjson")
    #expect(answer.headers[.contentType] == "application/x-ndjson")
    let lines = try answer.text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    #expect(lines.map { $0["number"]?.integerValue } == [1, 2])
    #expect(lines.map { $0["type"] } == ["run.started", "run.paused"])
  }

  @Test(arguments: [
    ("/api/v1/workflow-runs/nobody", HTTPResponse.Status.notFound), ("/api/v1/workflow-runs?limit=0", .badRequest),
    ("/api/v1/workflow-runs?limit=201", .badRequest), ("/api/v1/workflow-runs?status=DONE", .badRequest),
    ("/api/v1/workflow-runs?cursor=x", .badRequest), ("/api/v1/workflow-runs?since=yesterday", .badRequest),
    ("/api/v1/workflow-runs?label=x", .badRequest), ("/api/v1/workflows/nobody", .notFound),
    ("/api/v1/nowhere", .notFound),
  ])
  func `what can't be answered is a problem document`(path: String, status: HTTPResponse.Status) throws {
    let test = try TestSite()
    let answer = test.admin.get(path)
    #expect(answer.status == status)
    #expect(answer.headers[.contentType] == "application/problem+json")
    let document = try JSONValue(parsing: answer.text)
    #expect(document["status"]?.integerValue == Int64(status.code))
    #expect(document["detail"]?.stringValue?.isEmpty == false)
  }

  @Test(arguments: [
    ("{", HTTPResponse.Status.badRequest), ("[]", .unprocessableContent), ("{}", .unprocessableContent),
    (#"{"workflowId": 3}"#, .unprocessableContent), (#"{"workflowId": "gated", "inptu": {}}"#, .unprocessableContent),
    (#"{"workflowId": "gated", "input": []}"#, .unprocessableContent), (#"{"workflowId": "nobody"}"#, .notFound),
    (#"{"workflowId": "gated", "input": {"service": 3}}"#, .unprocessableContent),
    (#"{"workflowId": "gated", "workflowId": "gated"}"#, .badRequest),
  ])
  func `a body that can't be used starts nothing`(body: String, status: HTTPResponse.Status) throws {
    let test = try TestSite()
    _ = try test.startGated()
    _ = test.admin
    let before = try test.databaseHash()
    let answer = test.admin.call(.post, "/api/v1/workflow-runs", body)
    #expect(answer.status == status, "\(answer.text)")
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(try test.databaseHash() == before)
  }

  @Test(arguments: ["Basic YWRhOnB3", "Bearer", "Bearer esc_nonsense", "Bearer \u{1F600}"])
  func `a token that is none is refused`(credentials: String) throws {
    let test = try TestSite()
    let answer = test.site.answer(.to("/api/v1/workflows", headers: [.authorization: credentials]))
    #expect(answer.status == .unauthorized)
    #expect(answer.headers[.wwwAuthenticate] != nil)
  }

  @Test func `a browser's session reads the programming interface and changes nothing there`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let cookie: HTTPFields = [.cookie: test.admin.cookie, .contentType: "application/json"]
    #expect(test.site.answer(.to("/api/v1/workflow-runs/\(run)", headers: cookie)).status == .ok)
    let pause = WebRequest.to(
      "/api/v1/workflow-runs/\(run)/pause", method: .post, headers: cookie, body: Array("{}".utf8))
    #expect(test.site.answer(pause).status == .unauthorized)
    #expect(try test.run(run).status == .waitingApproval)
  }
}
