import Foundation
import Testing

@testable import Engine

/// What the pages for users show is true: every example is read, and does what it says.
struct DocumentationTests {
  @Test func `every page has examples`() {
    for page in DocumentedExample.pages {
      #expect(DocumentedExample.all.contains { $0.page == page && !$0.isPiece }, "\(page)")
    }
  }

  @Test(arguments: DocumentedExample.all)
  func `every example of the documentation has no error and passes its tests`(_ example: DocumentedExample) throws {
    let (program, report) = DefinitionReader.read(
      text: example.definition, named: example.testDescription, fallbackID: "example", agents: nil, zones: .forTests)
    #expect(!report.hasErrors, "\(report.text)")
    let found = try #require(program)
    #expect(example.isPiece || !found.tests.isEmpty, "an example shows with `tests` what it does")
    for test in found.tests {
      #expect(try test.failures(of: found, zones: .forTests).failures == [], "\(test.name)")
    }
  }

  @Test func `every key of our language is told and shown`() throws {
    let page = try DocumentedExample.text(of: "language.md")
    let examples = DocumentedExample.all.filter { $0.page == "language.md" }.map(\.text).joined()
    for table in StateKeys.tables {
      let untold = table.keys.map(\.name).filter { !page.contains("`\($0)`") }
      let unseen = table.keys.map(\.name).filter { !shows(examples, $0) }
      #expect(untold == [], "the page doesn't say what these are in \(table.object)")
      #expect(unseen == [], "no example has these of \(table.object)")
    }
  }

  private func shows(_ examples: String, _ key: String) -> Bool {
    [" ", "{", "\n"].contains { examples.contains("\($0)\(key): ") || examples.contains("\($0)\(key):\n") }
  }
}
