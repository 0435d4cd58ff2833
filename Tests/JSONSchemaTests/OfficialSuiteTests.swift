import Foundation
import JSON
import JSONSchema
import Testing

/// The JSON-Schema-Test-Suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite), which isn't part of this
/// repository: the environment variable `ESCAPEMENT_JSONSCHEMA_SUITE` names a folder with its `tests` and `remotes`.
/// `scripts/json-schema/suite` fetches one.
struct OfficialSuiteTests {
  static let folder = ProcessInfo.processInfo.environment["ESCAPEMENT_JSONSCHEMA_SUITE"].flatMap {
    $0.isEmpty ? nil : URL(filePath: $0)
  }

  /// Optional files that aren't asked for, by their drafts' folders, with the reason.
  private static let declined: [(path: String, reason: String)] = [
    ("optional/bignum.json", "integers beyond 64 bits are refused when they are read, with their place"),
    ("optional/content.json", "what a text contains is an annotation, as later drafts have it for all"),
    ("optional/format/idn-hostname.json", "the format is not known: it needs tables of directions and scripts"),
  ]

  @Test(
    .enabled(if: folder != nil, "scripts/json-schema/suite fetches it from the network, and prints its folder"),
    arguments: [
      (Draft.draft2020, "draft2020-12", 1_800), (.draft2019, "draft2019-09", 1_700), (.draft7, "draft7", 1_300),
    ])
  func `every case of the official suite is decided as it says`(draft: Draft, name: String, expected: Int) throws {
    let suite = try OfficialSuite(
      folder: try #require(Self.folder), draft: draft, name: name, declined: Set(Self.declined.map(\.path)))
    let result = try suite.run()
    print("JSON Schema suite, \(name): \(result)")
    #expect(result.failures.isEmpty, "\(result.failures.joined(separator: "\n"))")
    #expect(result.required.passed + result.optional.passed > expected)
  }
}
