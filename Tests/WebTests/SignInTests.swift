import HTTPTypes
import Testing

@testable import Web

struct SignInTests {
  /// Opens the sign-in page as a browser without a session, and sends the form.
  private func signIn(_ test: TestSite, password: String, next: String? = nil, secure: Bool = false) -> WebResponse {
    _ = test.admin
    let page = test.site.answer(.to("/login"))
    let cookie = String((page.headers[.setCookie] ?? "").prefix { $0 != ";" })
    let secret = String(cookie.split(separator: "=", maxSplits: 1).last ?? "")
    let form = FormFields()
      .setting("csrf", to: SignInToken.formToken(of: secret)).setting("name", to: "ada")
      .setting("password", to: password).setting("next", to: next)
    var request = WebRequest.to(
      "/login", method: .post, headers: [.contentType: "application/x-www-form-urlencoded", .cookie: cookie],
      body: Array(form.text.utf8))
    request.isSecure = secure
    return test.site.answer(request)
  }

  @Test func `the right password opens the page that was asked for, with a cookie that scripts can't read`() throws {
    let test = try TestSite()
    let detour = test.site.answer(.to("/runs?status=FAILED"))
    #expect(detour.headers[.location] == "/login?next=%2Fruns%3Fstatus%3DFAILED")
    let answer = signIn(test, password: Client.password, next: "/runs?status=FAILED")
    #expect(answer.status == .seeOther)
    #expect(answer.headers[.location] == "/runs?status=FAILED")
    let cookie = try #require(answer.headers[.setCookie])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
    #expect(!cookie.contains("Secure"))
    #expect(signIn(test, password: Client.password, secure: true).headers[.setCookie]?.contains("; Secure") == true)
    let page = test.site.answer(.to("/", headers: [.cookie: String(cookie.prefix { $0 != ";" })]))
    #expect(page.status == .ok)
  }

  @Test func `a wrong password says no more than that`() throws {
    let test = try TestSite()
    let answer = signIn(test, password: "wrong")
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("Wrong name or password."))
    #expect(answer.headers[.setCookie]?.contains("escapement_session") == false)
  }

  @Test(arguments: [
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login", "/runs/../x",
  ])
  func `nobody is sent elsewhere after signing in`(next: String) throws {
    let test = try TestSite()
    #expect(signIn(test, password: Client.password, next: next).headers[.location] == "/")
  }

  @Test func `signing out ends the session`() throws {
    let test = try TestSite()
    #expect(test.admin.post("/logout", [:]).headers[.location] == "/login")
    #expect(test.admin.get("/").headers[.location] == "/login")
  }

  @Test func `pages bind the browser to our own files and let nobody frame them`() throws {
    let test = try TestSite()
    let page = test.admin.get("/")
    let policy = try #require(page.headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(page.headers[.xContentTypeOptions] == "nosniff")
    #expect(page.headers[.cacheControl] == "no-store")
    #expect(!page.text.contains(" style=") && !page.text.contains(" onclick") && !page.text.contains("<style"))
  }

  @Test func `every page says that no tick has run, with the line that is missing`() throws {
    let test = try TestSite()
    for path in ["/", "/workflows", "/runs", "/approvals", "/agents"] {
      let page = test.admin.get(path).text
      #expect(page.contains("Nothing is being worked on."), "\(path)")
      #expect(page.contains("* * * * *") && page.contains("tick --data \(test.folder)"), "\(path)")
    }
  }
}
