import Foundation
import JSON
import JSONSchema

/// Runs the official suite's files of one draft.
struct OfficialSuite {
  struct Count {
    var passed = 0
    var failed = 0
  }

  struct Result: CustomStringConvertible {
    var required = Count()
    var optional = Count()
    var declined: [String] = []
    var failures: [String] = []

    var description: String {
      """
      required \(required.passed) passed, \(required.failed) failed; optional \(optional.passed) passed, \
      \(optional.failed) failed; not asked for: \(declined.joined(separator: ", "))
      """
    }
  }

  let tests: URL
  let draft: Draft
  let declined: Set<String>
  let registry: SchemaRegistry

  init(folder: URL, draft: Draft, name: String, declined: Set<String>) throws {
    tests = folder.appending(path: "tests/\(name)")
    self.draft = draft
    self.declined = declined
    var registry = SchemaRegistry()
    let remotes = folder.appending(path: "remotes")
    for path in try Self.files(in: remotes) {
      let document = try JSONValue(parsing: Array(Data(contentsOf: remotes.appending(path: path))))
      registry.add(document, at: "http://localhost:1234/\(path)")
    }
    self.registry = registry
  }

  private static func files(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
  }

  func run() throws -> Result {
    var result = Result()
    for path in try Self.files(in: tests) {
      if declined.contains(path) {
        result.declined.append(path)
      } else {
        let groups = try JSONValue(parsing: Array(Data(contentsOf: tests.appending(path: path))))
        for group in groups.arrayValue ?? [] { run(group, of: path, &result) }
      }
    }
    return result
  }

  private func run(_ group: JSONValue, of path: String, _ result: inout Result) {
    let name = "\(path): \(group["description"]?.stringValue ?? "")"
    let cases = group["tests"]?.arrayValue ?? []
    let failures: [String]
    do {
      let schema = try Schema(compiling: group["schema"] ?? nil, registry: registry, draft: draft)
      failures = cases.compactMap { failure(of: $0, schema, assertFormats: path.hasPrefix("optional/format/")) }
    } catch {
      failures = cases.map { _ in "\(error)" }
    }
    result.failures += failures.map { "\(name): \($0)" }
    let count = Count(passed: cases.count - failures.count, failed: failures.count)
    if path.hasPrefix("optional/") { result.optional.add(count) } else { result.required.add(count) }
  }

  private func failure(of test: JSONValue, _ schema: Schema, assertFormats: Bool) -> String? {
    let data = test["data"] ?? nil
    let violations = schema.violations(of: data, assertFormats: assertFormats)
    if violations.isEmpty == test["valid"]?.boolValue { return nil }
    return "\(test["description"]?.text ?? ""): \(data.text): \(violations)"
  }
}

extension OfficialSuite.Count {
  fileprivate mutating func add(_ other: OfficialSuite.Count) {
    passed += other.passed
    failed += other.failed
  }
}
