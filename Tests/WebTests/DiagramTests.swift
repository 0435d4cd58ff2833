import HTTPTypes
import Testing

@testable import Web

/// Pictures of workflows, for programs and on the workflow's page.
struct DiagramTests {
  @Test(arguments: [
    ("svg", "image/svg+xml; charset=utf-8", "<svg "), ("mmd", "text/vnd.mermaid; charset=utf-8", "flowchart TB"),
    ("dot", "text/vnd.graphviz; charset=utf-8", "digraph \"A gate\" {"),
  ])
  func `a published workflow is drawn`(ending: String, type: String, sign: String) throws {
    let test = try TestSite()
    _ = try test.startGated()
    let answer = test.viewer.get("/api/v1/workflows/gated/diagram.\(ending)")
    #expect(answer.status == .ok && answer.headers[.contentType] == type)
    #expect(answer.text.contains(sign) && answer.text.contains("prepare"))
    #expect(test.viewer.get("/api/v1/workflows/nothing/diagram.\(ending)").status == .notFound)
  }

  @Test func `a picture is sent again only when it has changed`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let path = "/api/v1/workflows/gated/diagram.svg"
    let tag = try #require(test.viewer.get(path).headers[.eTag])
    #expect(test.viewer.get(path, [.ifNoneMatch: tag]).status == .notModified)
    let changed = TestSite.gated.replacing("name: prepare", with: "name: provide")
    #expect(test.admin.call(.post, "/api/v1/workflows", changed, [.contentType: "application/yaml"]).status == .created)
    #expect(test.viewer.get(path, [.ifNoneMatch: tag]).status == .ok)
  }

  @Test func `a picture that is opened by itself may run nothing`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let policy = test.viewer.get("/api/v1/workflows/gated/diagram.svg").headers[.contentSecurityPolicy]
    #expect(policy == "default-src 'none'; style-src 'unsafe-inline'")
  }

  @Test func `a workflow's page shows its picture, drawn in the page's colours`() throws {
    let test = try TestSite()
    let odd = TestSite.gated.replacing("name: ask", with: "name: \"<b>ask\"").replacing(
      "next: ask", with: "next: \"<b>ask\"")
    let answer = test.admin.call(.post, "/api/v1/workflows", odd, [.contentType: "application/yaml"])
    #expect(answer.status == .created, "\(answer.text)")
    let page = test.viewer.get("/workflows/gated").text
    #expect(page.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\""))
    #expect(page.contains(">&lt;b&gt;ask</text>") && !page.contains("<b>ask"))
    #expect(page.contains("href=\"/api/v1/workflows/gated/diagram.mmd\""))
    #expect(!page.contains("<style>"))
    let style = test.site.answer(.to(StaticFile.style.link("").text)).text
    #expect(style.contains(".diagram .line") && style.contains(".picture"))
  }
}
