import HTTPTypes
import Orchestrator
import Store

/// A page's own part: what is inside the layout.
protocol SitePage: View {
  /// The template's name below `pages/`.
  static var template: String { get }
  var title: String { get }
  var section: LayoutView.Section? { get }
}

extension Exchange {
  /// The page, with everything around it.
  func show(_ page: some SitePage, _ context: PageContext, status: HTTPResponse.Status = .ok) throws -> WebResponse {
    let main = try site.templates.render(page, with: type(of: page).template)
    let state = try surroundings(context)
    let layout = LayoutView(
      title: page.title, section: page.section, context: context, counts: state.counts,
      tick: state.tick, main: main)
    var response = WebResponse.text(
      try site.templates.render(layout, with: "layout").text, type: "text/html", status: status)
    for field in PageHeaders.fields { response.headers[field.name] = field.value }
    return response
  }

  func show(_ page: some SitePage, status: HTTPResponse.Status = .ok) throws -> WebResponse {
    try show(page, self.page, status: status)
  }

  /// Nobody who isn't signed in learns how this installation is doing.
  private func surroundings(_ context: PageContext) throws -> (counts: [LayoutView.Section: Int], tick: TickNotice?) {
    guard let session = visitor.session else { return ([:], nil) }
    return try installation.storage.read { store in
      let tenant = session.identity.tenant
      let counts: [LayoutView.Section: Int] = [
        .approvals: try store.overview(of: tenant, since: context.now).pendingApprovals,
        .heartbeats: try store.waitingAlerts(tenant: tenant),
      ]
      let watch = TickWatch(try store.ticks(limit: 1).first, now: context.now, directory: installation.directory)
      return (counts, TickNotice(watch, mount: context.mount))
    }
  }
}

/// What browsers are told about every page.
enum PageHeaders {
  static let fields: HTTPFields = [
    // Nothing but our own files; no inline code, no frames around us, no forms to elsewhere.
    .contentSecurityPolicy:
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    // With `no-referrer` browsers would send `Origin: null` with our own forms.
    .referrerPolicy: "same-origin",
    // Pages hold what only their reader may see, and tokens of a session.
    .cacheControl: "no-store",
    .xContentTypeOptions: "nosniff",
  ]
}
