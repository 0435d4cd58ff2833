import Engine
import Foundation
import Orchestrator
import Testing

/// Workflows of the tasks dialect in two files.
struct WorkflowPairTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pair-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "workflows"), withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ text: String) throws -> String {
    let file = folder.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  @Test func `what it is and what it does may stand in two files`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try write(
      "greet.yaml",
      "ref: ops.greet\nlabel: Greet\nworkflow_file: workflows/greet.workflow.yaml\nparameters: {name: {type: string}}\n"
    )
    let second = try write(
      "workflows/greet.workflow.yaml",
      "version: 1.0.0\ntasks:\n  - {name: greet, action: core.echo, input: {message: \"{{ parameters.name }}\"}}\n")
    let definition = try DefinitionText(file: first)
    #expect(definition.companion == second)
    #expect(definition.checkedAlone().issues == [])
    let (program, _) = DefinitionReader.read(text: definition.text, named: definition.name)
    #expect(program?.workflow == "ops.greet")
    #expect(program?.version == "1.0.0")
  }

  @Test func `a second file that isn't there is told by its path`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try write("greet.yaml", "ref: ops.greet\nworkflow_file: nowhere.yaml\n")
    let failure = #expect(throws: HostFile.Failure.self) { try DefinitionText(file: first) }
    #expect(failure?.path.hasSuffix("nowhere.yaml") == true)
    #expect(failure?.isMissing == true)
  }
}
