import Documents
import Foundation
import JSON
import JSONSchema
import Testing

@testable import Engine

/// The schema by which editors complete and check says what the reader of definitions says.
struct EditorSchemaTests {
  private static let compiled = Result { try Schema(compiling: EditorSchema.workflow) }

  private static func value(_ text: String) throws -> JSONValue {
    try Document.parse(text, named: "example.yaml").value
  }

  private static func problems(_ text: String) throws -> [String] {
    try compiled.get().violations(of: try value(text)).map { "\($0)" }
  }

  @Test func `the editor's schema is one, and knows every keyword that it uses`() throws {
    #expect(try Self.compiled.get().unknownKeywords.isEmpty)
  }

  @Test func `the editor's schema has every key of every table, each with its meaning`() {
    let tables = StateKeys.tables + [WorkflowDecoder.wrapperKeys]
    for table in tables {
      let properties = EditorSchema.object(table)["properties"]
      #expect(table.keys.map(\.name).filter { KeyShape.of($0, in: table.object) == nil } == [], "\(table.object)")
      let words = table.keys.flatMap { [$0.name] + $0.aliases }
      #expect(words.filter { properties?[$0] == nil } == [], "\(table.object)")
      let described = EditorSchema.workflow["$defs"]?.objectValue?.values.contains { $0["properties"] == properties }
      let inside = EditorSchema.workflow["$defs"]?["block"]?["else"]?["properties"] == properties
      #expect(described == true || inside, "the schema has no part for \(table.object)")
    }
  }

  @Test(arguments: DocumentedExample.all)
  func `the editor's schema takes the documentation's examples`(_ example: DocumentedExample) throws {
    #expect(try Self.problems(example.definition) == [])
  }

  @Test func `the editor's schema takes the workflows of Examples`() throws {
    for file in try ExampleTests.files(in: "workflows") {
      #expect(try Self.problems(String(contentsOf: file, encoding: .utf8)) == [], "\(file.lastPathComponent)")
    }
  }

  @Test(arguments: [
    "id: x\nstaets: []", "states: []", "states: [{name: a}]", "states: [{name: a, type: slep, duration: 5}]",
    "states: [{name: a, type: sleep, durtion: 5}]", "states: [{name: a, type: delay, agent: b}]",
    "states: [{name: a, type: agent, agent: b, retry: {maxAtempts: 3}}]",
    "states: [{name: a, type: agent, agent: b, onError: ignore}]",
    "states: [{name: a, type: operation, action: human.approval, input: {mesage: Well?}}]",
    "states: [{name: a, type: while, condition: x, body: [{name: b, type: noop}]}]",
    "states: [{name: a, type: try, try: [{name: b, type: sleep, duration: 1}], catch: {error: [timeout]}}]",
    "states: [{name: a, type: parallel, branches: [{name: b, agnt: c}]}]",
    "states: [{name: a, type: inject, data: {}}]\ntests: [{expect: {pth: [a]}}]",
    "ref: a.b\ntasks: [{name: a, acton: core.noop}]", "name: a\nsteps: [{id: a, action: tool, tol: b}]",
    "workflowId: x\ndefinition: {staets: []}", "concurrency: {limits: 2}\nstates: [{name: a, type: succeed}]",
  ])
  func `the editor's schema finds what is misspelt or isn't there`(_ text: String) throws {
    #expect(try !Self.problems(text).isEmpty)
  }

  @Test func `old spellings are taken and marked`() throws {
    #expect(try Self.problems("states: [{name: a, type: agent, agent: b, on_error: continue}]") == [])
    let properties = EditorSchema.object(StateKeys.agent)["properties"]
    #expect(properties?["on_error"]?["deprecated"] == true)
    #expect(properties?["onError"]?["deprecated"] == nil)
    #expect(properties?["prompt"]?["deprecated"] == nil)
  }
}
