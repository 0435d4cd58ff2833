import Engine
import HTTPTypes
import Orchestrator

/// Name and password.
struct SignInPage: SitePage {
  static let template = "sign-in"

  let context: PageContext
  /// Where the visitor wanted to go.
  let next: String?
  let name: String
  let message: String?

  var title: String { "Sign in" }
  var section: LayoutView.Section? { nil }

  func field(_ name: String) -> Field? {
    switch name {
    case "formToken": .text(context.formToken)
    case "action": .link(context.link("login"))
    case "next": .optional(next)
    case "name": .text(self.name)
    case "message": .optional(message)
    default: nil
    }
  }
}

extension SignInPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    if exchange.visitor.session != nil { return .seeOther(destination(exchange.request.query["next"], exchange)) }
    return try page(exchange, next: exchange.request.query["next"])
  }

  @Sendable static func signIn(_ exchange: Exchange) throws -> WebResponse {
    let name = exchange.form.trimmed("name") ?? ""
    do {
      let new = try exchange.installation.signIn(user: name, password: exchange.form["password"] ?? "")
      var response = WebResponse.seeOther(destination(exchange.form["next"], exchange))
      let life: TimeSpan = new.session.expiresAt - exchange.installation.clock.now()
      response.headers[.setCookie] = SessionCookie.field(
        new.secret, for: exchange.request, isSecure: exchange.isSecure, seconds: Int(life.seconds))
      return response
    } catch let error as OperationError where error.kind == .unauthenticated {
      return try page(exchange, next: exchange.form["next"], name: name, message: error.message.asSentence)
    }
  }

  @Sendable static func signOut(_ exchange: Exchange) throws -> WebResponse {
    if let secret = SessionCookie.secret(in: exchange.request) { try exchange.installation.signOut(secret: secret) }
    var response = WebResponse.seeOther(exchange.link("login"))
    response.headers[.setCookie] = SessionCookie.field(
      "", for: exchange.request, isSecure: exchange.isSecure, seconds: 0)
    return response
  }

  /// Sends who isn't signed in to this page, and afterwards back to the page that was asked for.
  static func detour(from exchange: Exchange) -> WebResponse {
    let query = exchange.request.query.text
    let wanted = exchange.request.path + (query.isEmpty ? "" : "?\(query)")
    let next = FormFields([FormFields.Pair(name: "next", value: wanted)])
    return .seeOther(exchange.link("login", query: wanted == "/" ? FormFields() : next))
  }

  private static func page(
    _ exchange: Exchange, next: String?, name: String = "", message: String? = nil
  ) throws -> WebResponse {
    let secret = SignInToken.secret(for: exchange.request, exchange.installation.identifiers)
    var context = exchange.page
    context.formToken = SignInToken.formToken(of: secret)
    let page = SignInPage(context: context, next: next, name: name, message: message)
    var response = try exchange.show(page, context, status: message == nil ? .ok : .unprocessableContent)
    response.headers[.setCookie] = SignInToken.field(secret, for: exchange.request, isSecure: exchange.isSecure)
    return response
  }

  private static func destination(_ next: String?, _ exchange: Exchange) -> LinkTarget {
    next.flatMap { LinkTarget(returningTo: $0, mount: exchange.request.mount) } ?? exchange.link()
  }
}
