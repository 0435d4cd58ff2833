import Engine
import Foundation
import Testing

/// What we show to others is without a flaw.
struct ExampleTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../../../Examples").standardized

  static func files(in name: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder.appending(path: name), includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }
  }

  static func agents() throws -> [AgentDefinition] {
    try files(in: "agents").map { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = file.deletingPathExtension().lastPathComponent
      let (agent, report) = AgentDefinition.read(text: text, named: file.path, fallbackID: name)
      #expect(report.text == "")
      return try #require(agent)
    }
  }

  @Test func `the examples' workflows and agents have neither errors nor warnings`() throws {
    let catalog = AgentCatalog(try Self.agents())
    let files = try Self.files(in: "workflows")
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      let (program, report) = DefinitionReader.read(text: text, named: file.lastPathComponent, agents: catalog)
      #expect(report.text == "")
      #expect(program != nil)
    }
  }

  @Test func `the examples' own tests pass`() throws {
    let catalog = AgentCatalog(try Self.agents())
    var count = 0
    for file in try Self.files(in: "workflows") {
      let text = try String(contentsOf: file, encoding: .utf8)
      let (program, _) = DefinitionReader.read(text: text, named: file.lastPathComponent, agents: catalog)
      for test in program?.tests ?? [] {
        count += 1
        let failures = try test.failures(of: #require(program), agents: catalog).failures
        #expect(failures == [], "\(file.lastPathComponent): \(test.name)")
      }
    }
    print("\(count) tests of examples")
  }
}
