import Testing

struct BanTests {
  @Test func `no banned call stands in Sources`() throws {
    let pure = ImportTable(markdown: try Repository.own.text("ARCHITECTURE.md")).pure
    let files = try Repository.sources.get()
    let findings = (Ban.everywhere + Ban.inPure(pure)).flatMap { ban in files.flatMap(ban.findings) }
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func `nothing in Sources or Tests is left for later`() throws {
    let marks = ["TODO", "FIXME", "XXX"]
    let files = try Repository.sources.get() + Repository.tests.get()
    let findings = files.filter { !$0.path.hasSuffix("BanTests.swift") }.flatMap { file in
      file.lines.enumerated().filter { line in marks.contains { line.element.contains($0) } }
        .map { Finding(file: file.path, line: $0.offset + 1, message: "left for later") }
    }
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test(arguments: [
    "let a = try! b()", "let a = b as! C", "fatalError(\"no\")", "Thread.sleep(forTimeInterval: 1)", "  sleep(5)",
    "try await Task.sleep(for: .seconds(1))", "print(a)", "x { print(\"a\") }",
  ])
  func `a banned call is found`(line: String) {
    let file = SwiftFile(path: "Sources/Store/A.swift", text: line)
    #expect(Ban.everywhere.flatMap { $0.findings(in: file) }.count == 1)
  }

  @Test(arguments: [
    "// try! would be wrong", "let a = \"print(b)\"", "fingerprint(a)", "output.print(a)",
    "let b = #\"a\\(print(1))\"#",
    "func `print(`() {}", "asleep(a)", "usleep(50)",
  ])
  func `what only looks like one is not`(line: String) {
    let file = SwiftFile(path: "Sources/Store/A.swift", text: line)
    #expect(Ban.everywhere.flatMap { $0.findings(in: file) }.isEmpty)
  }

  @Test func `programs may print, and only pure modules must not ask for the time`() {
    let bans = Ban.everywhere + Ban.inPure(["Engine"])
    func found(in module: String) -> [Finding] {
      let file = SwiftFile(path: "Sources/\(module)/A.swift", text: "print(Date())")
      return bans.flatMap { $0.findings(in: file) }
    }
    #expect(found(in: "Tick").isEmpty)
    #expect(found(in: "Engine").count == 2)
  }
}
