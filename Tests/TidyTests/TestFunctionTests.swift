import Testing

struct TestFunctionTests {
  @Test func `every function of a test file that is named by a sentence runs`() throws {
    let findings = try Repository.tests.get().flatMap { TestFunctions(file: $0).findings }
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func `a sentence without @Test is found`() {
    let text = """
      struct A {
        @Test func `one runs`() {
        }

        func `one does not`() {
        }

        @Test(arguments: [
          1, 2,
        ])
        func `one with a table runs`(number: Int) {
        }
        func `one behind it does not`() {}
      }
      """
    let findings = TestFunctions(file: SwiftFile(path: "Tests/A.swift", text: text)).findings
    #expect(findings.map(\.line) == [5, 13])
  }

  /// Files that gather what went wrong in order to record it once more, with the story that led to it.
  private static let collectors: Set<String> = ["Tests/EngineTests/Properties/RandomRunTests.swift"]

  @Test func `no test is switched off`() throws {
    let off = /\.disabled\(|\.enabled\(if:\s*false|\bwithKnownIssue\b|#expect\(true\)|#expect\(Bool\(true\)\)/
    let findings = try Repository.tests.get().flatMap { file in
      file.codeLines.enumerated().filter { $0.element.contains(off) && !Self.collectors.contains(file.path) }
        .map { Finding(file: file.path, line: $0.offset + 1, message: "a test that is off or can't fail") }
    }
    #expect(findings.isEmpty, "\(findings)")
  }
}
