import HTTPTypes
import Orchestrator

/// One request on its way through the site, with everything that a handler needs.
struct Exchange: Sendable {
  let site: Site
  var request: WebRequest
  /// The path's parameters by name.
  var parameters: [String: String] = [:]
  var visitor = Visitor.nobody
  /// The fields of a posted form, which was checked to be ours; empty elsewhere.
  var form = FormFields()
  /// The id under which the log knows the request; pages of failures show it.
  let reference: String

  init(site: Site, request: WebRequest, reference: String) {
    self.site = site
    self.request = request
    self.reference = reference
  }

  var installation: Installation { site.installation }

  /// A parameter of the route's own pattern.
  func parameter(_ name: String) throws -> String {
    guard let value = parameters[name] else { throw Problem(.internalServerError, "The route has no {\(name)}.") }
    return value
  }

  /// Who asks. Only handlers of routes that anybody may ask meet nobody here.
  func identity() throws -> Identity {
    guard let identity = visitor.identity else { throw Problem(.unauthorized, "Nobody is signed in.") }
    return identity
  }

  func link(_ segments: String..., query: FormFields = FormFields()) -> LinkTarget {
    LinkTarget(request.mount, segments, query: query)
  }

  /// Whether cookies may go over HTTPS only.
  var isSecure: Bool { request.isSecure || installation.configuration.baseURL?.hasPrefix("https:") ?? false }
}
