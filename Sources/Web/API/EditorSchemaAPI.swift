import Engine
import HTTPTypes

/// `/schema/workflow.json`: what editors know of the language. It is the same for everybody and says nothing of this
/// installation; an editor that fetches it has no token to show.
enum EditorSchemaAPI {
  @Sendable static func show(_ exchange: Exchange) -> WebResponse {
    var response = WebResponse.json(EditorSchema.workflow)
    response.headers[.contentType] = "application/schema+json"
    return response
  }
}
