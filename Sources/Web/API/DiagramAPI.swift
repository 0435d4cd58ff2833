import Engine
import HTTPTypes
import Orchestrator

/// `/workflows/{id}/diagram…`: pictures of the newest revision. The entity tag follows from the picture.
enum DiagramAPI {
  @Sendable static func svg(_ exchange: Exchange) throws -> WebResponse {
    try answer(exchange, .svg, type: "image/svg+xml")
  }

  @Sendable static func mermaid(_ exchange: Exchange) throws -> WebResponse {
    try answer(exchange, .mermaid, type: "text/vnd.mermaid")
  }

  @Sendable static func dot(_ exchange: Exchange) throws -> WebResponse {
    try answer(exchange, .dot, type: "text/vnd.graphviz")
  }

  private static func answer(_ exchange: Exchange, _ format: DiagramFormat, type: String) throws -> WebResponse {
    let revision = try exchange.requireRevision(of: try exchange.requireWorkflow())
    let graph = try exchange.installation.program(of: revision).diagram()
    var response = WebResponse.text(try graph.text(as: format), type: type)
    response.headers[.cacheControl] = "no-cache, private"
    // Opened by itself the drawing is a document of this site: it may be styled, and nothing else.
    response.headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
  }
}
