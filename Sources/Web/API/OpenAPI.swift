import HTTPTypes
import JSON

/// The description of the programming interface. A test holds it and the route table together.
enum OpenAPI {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    guard let text = Asset.text("api/openapi.json"), var document = try JSONValue(parsing: text).objectValue else {
      throw Problem(.internalServerError, "The description is missing from this program.")
    }
    // Relative to where this site is, whatever stands before it.
    document["servers"] = [["url": .string(exchange.request.mount.isEmpty ? "/" : exchange.request.mount)]]
    return .json(.object(document))
  }
}
