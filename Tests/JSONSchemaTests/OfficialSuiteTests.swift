import Foundation
import JSON
import JSONSchema
import Testing

/// The JSON-Schema-Test-Suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite), which isn't part of this
/// repository: the environment variable `ESCAPEMENT_JSONSCHEMA_SUITE` names a folder with its `tests` and `remotes`.
/// It is also found as `json` in the source archive of Python's package jsonschema.
struct OfficialSuiteTests {
  static let folder = ProcessInfo.processInfo.environment["ESCAPEMENT_JSONSCHEMA_SUITE"].map { URL(filePath: $0) }

  /// What draft 2020-12 leaves to the implementation and isn't done here, with the reason.
  private static let declined = [
    "optional/bignum.json": "integers beyond 64 bits are refused when they are read",
    "optional/cross-draft.json": "other drafts are refused",
    "optional/format/idn-hostname.json": "the format is not known",
    "optional/format/uri-template.json": "the format is not known",
  ]

  @Test(.enabled(if: folder != nil, "ESCAPEMENT_JSONSCHEMA_SUITE names no folder with the suite"))
  func `every case of the official suite is decided as it says`() throws {
    let suite = try SuiteRunner(folder: try #require(Self.folder), declined: Self.declined)
    let result = suite.run()
    print(
      "JSON Schema suite: \(result.passed) cases passed, \(result.failures.count) failed, \(result.declined) declined")
    #expect(result.failures.isEmpty, "\(result.failures.joined(separator: "\n"))")
    #expect(result.passed > 1_200)
  }
}

/// Runs the suite's files of draft 2020-12.
private struct SuiteRunner {
  struct Result {
    var passed = 0
    var declined = 0
    var failures: [String] = []
  }

  let tests: URL
  let declined: [String: String]
  let registry: SchemaRegistry

  init(folder: URL, declined: [String: String]) throws {
    tests = folder.appending(path: "tests/draft2020-12")
    self.declined = declined
    var registry = SchemaRegistry()
    let remotes = folder.appending(path: "remotes")
    for path in try SuiteRunner.files(in: remotes) where !path.hasPrefix("draft") || path.hasPrefix("draft2020-12/") {
      let document = try JSONValue(parsing: Array(Data(contentsOf: remotes.appending(path: path))))
      registry.add(document, at: "http://localhost:1234/\(path)")
    }
    self.registry = registry
  }

  private static func files(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
  }

  func run() -> Result {
    var result = Result()
    do {
      for path in try SuiteRunner.files(in: tests) {
        if declined[path] != nil {
          result.declined += 1
        } else {
          let groups = try JSONValue(parsing: Array(Data(contentsOf: tests.appending(path: path))))
          for group in groups.arrayValue ?? [] { run(group, of: path, &result) }
        }
      }
    } catch {
      result.failures.append("\(error)")
    }
    return result
  }

  private func run(_ group: JSONValue, of path: String, _ result: inout Result) {
    let name = "\(path): \(group["description"]?.stringValue ?? "")"
    do {
      let schema = try Schema(compiling: group["schema"] ?? nil, registry: registry)
      for test in group["tests"]?.arrayValue ?? [] {
        check(test, schema, assertFormats: path.hasPrefix("optional/format/"), name, &result)
      }
    } catch {
      result.failures.append("\(name): \(error)")
    }
  }

  private func check(_ test: JSONValue, _ schema: Schema, assertFormats: Bool, _ name: String, _ result: inout Result) {
    let data = test["data"] ?? nil
    let violations = schema.violations(of: data, assertFormats: assertFormats)
    if violations.isEmpty == test["valid"]?.boolValue {
      result.passed += 1
    } else {
      result.failures.append("\(name): \(test["description"]?.text ?? ""): \(data.text): \(violations)")
    }
  }
}
