import Engine
import HTTPTypes
import JSON
import Testing

@testable import Web

struct FormTests {
  /// Each is tried on a form that would pause a run.
  private func pause(_ fields: [String: String] = [:], _ headers: HTTPFields = [:]) throws -> (
    HTTPResponse.Status, isPaused: Bool
  ) {
    let test = try TestSite()
    let run = try test.startGated()
    let answer = test.admin.post("/runs/\(run)", ["action": "pause"].merging(fields) { $1 }, headers)
    return (answer.status, try test.run(run).status == .paused)
  }

  @Test func `a form with the session's token is carried out`() throws {
    #expect(try pause() == (.seeOther, true))
  }

  @Test(arguments: ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
  func `a form without the right token does nothing`(token: String) throws {
    #expect(try pause([FormCheck.tokenField: token]) == (.forbidden, false))
  }

  @Test func `the token of another session doesn't help`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let answer = test.admin.post("/runs/\(run)", ["action": "pause", FormCheck.tokenField: test.viewer.formToken])
    #expect(answer.status == .forbidden)
    #expect(try test.run(run).status == .waitingApproval)
  }

  @Test(arguments: [
    "https://evil.example", "http://localhost:9999", "https://localhost:8080", "null", "http://127.evil.example:8080",
  ])
  func `a form from another origin does nothing`(origin: String) throws {
    #expect(try pause([:], [.origin: origin]) == (.forbidden, false))
  }

  @Test(arguments: ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"])
  func `the host's names for itself are one origin`(origin: String) throws {
    #expect(try pause([:], [.origin: origin, .secFetchSite: "cross-site"]) == (.seeOther, true))
  }

  @Test(arguments: ["cross-site", "same-site"])
  func `a form that the browser says comes from elsewhere does nothing`(site: String) throws {
    #expect(try pause([:], [.secFetchSite: site]) == (.forbidden, false))
  }

  @Test func `a form in another media type is refused`() throws {
    #expect(try pause([:], [.contentType: "text/plain"]).0 == .unsupportedMediaType)
    #expect(try pause([:], [.contentType: "multipart/form-data; boundary=x"]).0 == .unsupportedMediaType)
  }

  @Test func `every page that takes a form takes none without its token`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    _ = test.admin
    let before = try test.databaseHash()
    for route in Site.table.routes where route.method == .post && !WebRequest.to(route.pattern.text).isForAPI {
      var path = route.pattern.text.replacing("{runId}", with: run.rawValue)
      path = path.replacing("{id}", with: path.contains("approvals") ? approval.id.rawValue : "gated")
      let fields = [
        FormCheck.tokenField: "", "action": "approve", "approval": approval.id.rawValue, "digest": approval.digest,
        "mode": "json", "json": "{\"service\": \"x\"}",
      ]
      #expect(test.admin.post(path, fields).status == .forbidden, "\(path)")
    }
    #expect(try test.databaseHash() == before)
  }

  @Test func `a configured address decides what is our origin, not the request`() {
    let check = OriginCheck(baseURL: "https://ops.example.org/escapement")
    var request = WebRequest.to("/", headers: [.origin: "https://ops.example.org"])
    #expect(check.allows(request))
    request.headers[.origin] = "http://localhost:8080"
    #expect(!check.allows(request))
  }
}
