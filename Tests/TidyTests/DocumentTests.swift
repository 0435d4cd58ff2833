import Foundation
import Testing

struct DocumentTests {
  @Test func `every feature is done with a test that exists, open, or declined`() throws {
    let table = FeatureTable(markdown: try Repository.own.text("docs/features.md"))
    let tests = try Repository.tests.get().flatMap { TestFunctions(file: $0).names }
    let proofs = Set(tests + ["make demo", "make smoke", "make smoke MODE=cgi", "make bench", "make test"])
    #expect(table.rows.map(\.number) == Array(1...150))
    let findings = table.findings(knowing: proofs, file: "docs/features.md")
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func `a feature that names no test, a wrong one, or no state is found`() {
    let table = FeatureTable(
      markdown: """
        | 1 | one | done | `it works` |
        | 2 | two | done | |
        | 3 | three | done | `it does not` |
        | 4 | four | nearly | |
        | 5 | five | open | |
        """)
    #expect(table.findings(knowing: ["it works"], file: "a").map(\.line) == [2, 3, 4])
  }

  @Test func `decision records are numbered without gaps and have one title each`() throws {
    let files = try Repository.own.files(in: "docs/decisions", suffix: ".md")
    let numbers = files.compactMap { Int($0.dropFirst("docs/decisions/".count).prefix(4)) }
    #expect(numbers == Array(0..<files.count))
    for file in files {
      let titles = try Repository.own.text(file).split(separator: "\n").filter { $0.hasPrefix("# ") }
      #expect(titles.count == 1, "\(file)")
    }
  }

  @Test func `links between documents lead somewhere`() throws {
    let documents =
      ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
      + (try Repository.own.files(in: "docs", suffix: ".md"))
    for document in documents {
      let folder = Repository.own.root.appendingPathComponent(document).deletingLastPathComponent()
      for link in try Repository.own.text(document).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
        let target = folder.appendingPathComponent(String(link.output.1)).path
        #expect(FileManager.default.fileExists(atPath: target), "\(document) links to \(link.output.1)")
      }
    }
  }
}
