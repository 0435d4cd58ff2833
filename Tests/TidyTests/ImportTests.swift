import Testing

struct ImportTests {
  @Test func `modules import what the table in ARCHITECTURE.md allows, and nothing else`() throws {
    let table = try ownTable()
    let findings = try Repository.sources.get().flatMap(table.findings)
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func `the table names the pure modules and only modules that exist`() throws {
    let table = try ownTable()
    #expect(table.pure == ["JSON", "Documents", "Pattern", "Digest", "JSONSchema", "Starlark", "Cron", "Engine"])
    let folders = Set(
      try Repository.own.files(in: "Sources", suffix: "").compactMap { $0.split(separator: "/").dropFirst().first })
    let missing = table.allowed.keys.filter { !folders.contains(Substring($0)) }
    #expect(missing.isEmpty)
  }

  @Test func `an arrow that is not in the table is found`() {
    let table = ImportTable(markdown: small)
    let source = "import Engine\npublic import Web\n"
    let findings = table.findings(in: SwiftFile(path: "Sources/Store/Run.swift", text: source))
    #expect(findings.map(\.description) == ["Sources/Store/Run.swift:2: Store may not import Web"])
  }

  @Test(arguments: [
    "import Foundation", "internal import Glibc", "import struct Foundation.Date", "@preconcurrency import Dispatch",
  ])
  func `a pure module that imports the platform is found`(line: String) {
    let table = ImportTable(markdown: small)
    #expect(table.findings(in: SwiftFile(path: "Sources/Engine/A.swift", text: line)).count == 1)
    #expect(table.findings(in: SwiftFile(path: "Sources/Store/A.swift", text: line)).isEmpty)
  }

  @Test func `an import in a comment or a string is none, and a module without a row is found`() {
    let table = ImportTable(markdown: small)
    let quiet = "// import Web\nlet text = \"\"\"\n  import Web\n  \"\"\"\n/* \nimport Web\n*/"
    #expect(table.findings(in: SwiftFile(path: "Sources/Store/A.swift", text: quiet)).isEmpty)
    #expect(table.findings(in: SwiftFile(path: "Sources/New/A.swift", text: "")).count == 1)
  }

  private let small = """
    The modules Engine, JSON and Cron are *pure*.

    | module | what it is | may import |
    |---|---|---|
    | `JSON` `Cron` | values | – |
    | `Engine` | decides | JSON, Cron |
    | `Store` | keeps | Engine, JSON |
    | `Web` | shows | Store |
    """

  private func ownTable() throws -> ImportTable {
    ImportTable(markdown: try Repository.own.text("ARCHITECTURE.md"))
  }
}
