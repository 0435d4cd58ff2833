import HTTPTypes
import JSON
import Testing

@testable import Web

/// The schema by which editors complete and check workflows.
struct EditorSchemaTests {
  @Test func `an editor gets the schema of workflows without a token, and again only when it has changed`() throws {
    let test = try TestSite()
    let answer = test.site.answer(.to("/api/v1/schema/workflow.json"))
    #expect(answer.status == .ok && answer.headers[.contentType] == "application/schema+json")
    let schema = try JSONValue(parsing: answer.text)
    #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["$defs"]?["workflow"]?["properties"]?["states"] != nil)
    let tag = try #require(answer.headers[.eTag])
    let again = WebRequest.to("/api/v1/schema/workflow.json", headers: [.ifNoneMatch: tag])
    #expect(test.site.answer(again).status == .notModified)
  }
}
