import HTTPTypes
import Orchestrator

/// One request on its way through the site, with everything that a handler needs.
struct Exchange: Sendable {
  let site: Site
  let request: WebRequest
  /// The path's parameters by name.
  let parameters: [String: String]
  /// The id under which the log knows the request; error pages show it.
  let reference: String

  /// A parameter of the route's own pattern.
  func parameter(_ name: String) throws -> String {
    guard let value = parameters[name] else { throw Problem(.internalServerError, "The route has no {\(name)}.") }
    return value
  }

  func link(_ segments: String..., query: FormFields = FormFields()) -> LinkTarget {
    LinkTarget(request.mount, segments, query: query)
  }
}
