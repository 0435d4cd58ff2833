import Engine
import HTTPTypes
import JSON
import Testing

@testable import Web

struct RunPageTests {
  @Test func `a run that waits shows its timeline and a form with the digest of what is decided on`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let page = test.admin.get("/runs/\(run)")
    let approval = try test.approval(of: run)
    #expect(page.status == .ok)
    #expect(page.text.contains("Waiting for approval"))
    #expect(page.text.contains("prepare") && page.text.contains("Restart the service?"))
    #expect(page.text.contains("name=\"digest\" value=\"\(approval.digest)\""))
    #expect(page.text.contains("name=\"csrf\" value=\"\(test.admin.formToken)\""))
  }

  @Test func `approving by form completes the run, and the page tells who did it`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    let answer = test.admin.post(
      "/runs/\(run)",
      ["action": "approve", "approval": approval.id.rawValue, "digest": approval.digest, "comment": "go"])
    #expect(answer.status == .seeOther)
    #expect(answer.headers[.location] == "/runs/\(run)")
    #expect(try test.run(run).status == .completed)
    let page = test.admin.get("/runs/\(run)").text
    #expect(page.contains("Completed") && page.contains("user:ada") && page.contains("finish"))
  }

  @Test func `deciding twice answers 409 with who decided first`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    let form = ["action": "reject", "approval": approval.id.rawValue, "digest": approval.digest]
    #expect(test.admin.post("/approvals/\(approval.id)", form).status == .seeOther)
    let again = test.admin.post("/approvals/\(approval.id)", form.merging(["action": "approve"]) { $1 })
    #expect(again.status == .conflict)
    #expect(again.text.contains("rejected by user:ada"))
  }

  @Test func `a form made from something else than what would run now is refused`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    let answer = test.admin.post(
      "/runs/\(run)", ["action": "approve", "approval": approval.id.rawValue, "digest": "0000"])
    #expect(answer.status == .conflict)
    #expect(answer.text.contains("has changed since you opened it"))
    #expect(try test.run(run).status == .waitingApproval)
  }

  @Test func `who may not decide sees the gate without a form and is refused`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    #expect(!test.viewer.get("/approvals/\(approval.id)").text.contains("value=\"approve\""))
    let answer = test.viewer.post(
      "/approvals/\(approval.id)",
      ["action": "approve", "approval": approval.id.rawValue, "digest": approval.digest])
    #expect(answer.status == .forbidden)
    #expect(try test.run(run).status == .waitingApproval)
  }

  @Test func `pause, resume and cancel work by form`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    #expect(test.admin.post("/runs/\(run)", ["action": "pause"]).status == .seeOther)
    #expect(try test.run(run).status == .paused)
    #expect(test.admin.get("/runs/\(run)").text.contains("value=\"resume\""))
    #expect(test.admin.post("/runs/\(run)", ["action": "resume"]).status == .seeOther)
    #expect(test.admin.post("/runs/\(run)", ["action": "cancel", "reason": "no longer needed"]).status == .seeOther)
    #expect(try test.run(run).status == .cancelled)
    #expect(test.admin.post("/runs/\(run)", ["action": "pause"]).status == .conflict)
  }

  @Test func `values from outside are escaped wherever they appear`() throws {
    let test = try TestSite()
    let run = try test.startGated(service: "<script>\"\u{0338}'&")
    let page = test.admin.get("/runs/\(run)").text
    // Bytes are compared: a combining mark would make another character of the quotation mark before it.
    #expect(Array(page.utf8).firstRange(of: Array("<script>\"".utf8)) == nil)
    #expect(Array(page.utf8).firstRange(of: Array("&lt;script&gt;\\&quot;\u{0338}&#39;&amp;".utf8)) != nil)
  }

  @Test(arguments: ["/runs/nobody", "/approvals/nobody", "/workflows/nobody", "/nowhere"])
  func `what isn't there is a page that says so, with an id to quote`(path: String) throws {
    let test = try TestSite()
    let page = test.admin.get(path)
    #expect(page.status == .notFound)
    #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    #expect(page.text.contains("Id of this request"))
  }
}
