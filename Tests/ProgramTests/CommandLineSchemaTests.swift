import Foundation
import Testing

/// `escapement schema validate` with the built program.
@Suite(.timeLimit(.minutes(3))) struct CommandLineSchemaTests {
  private static let port = #"{"type":"object","properties":{"port":{"$ref":"https://example.com/types/port.json"}}}"#

  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.write(#"{"required":["name"],"properties":{"at":{"format":"date"}}}"#, to: "schema.json")
    try desk.write(#"{"name":"a","at":"soon"}"#, to: "good.json")
    try desk.write(#"{"nam":"a"}"#, to: "bad.json")
    return desk
  }

  @Test func `valid files are told on a line each`() throws {
    let desk = try desk()
    let other = try desk.write("name: a\nat: 2026-01-01\n", to: "good.yaml")
    let told = try desk.type("schema", "validate", desk.path("schema.json"), desk.path("good.json"), other)
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output == "\(desk.path("good.json")): valid\n\(other): valid\n")
  }

  @Test func `what is wrong stands beside the file's name`() throws {
    let desk = try desk()
    let told = try desk.type(
      "schema", "validate", desk.path("schema.json"), desk.path("good.json"), desk.path("bad.json"))
    #expect(told.status == 1)
    let lines = told.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.last == "\(desk.path("bad.json")): name is required, but is missing (at '', by '/required')")
  }

  @Test func `formats count when they are asked for`() throws {
    let desk = try desk()
    let told = try desk.type("schema", "validate", "--formats", desk.path("schema.json"), desk.path("good.json"))
    #expect(told.status == 1)
    #expect(told.output.contains("at must be a date"))
  }

  @Test func `documents of a folder are known by their addresses`() throws {
    let desk = try desk()
    try desk.write(Self.port, to: "schema.json")
    try desk.write("{\"maximum\": 65535}", to: "documents/types/port.json")
    try desk.write("{\"port\": 70000}", to: "bad.json")
    let alone = try desk.type("schema", "validate", desk.path("schema.json"), desk.path("bad.json"))
    #expect(alone.status == 1)
    #expect(alone.errors.contains("'https://example.com/types/port.json', which is not known"))
    let registry = "\(desk.path("documents"))=https://example.com"
    let told = try desk.type(
      "schema", "validate", "--registry", registry, desk.path("schema.json"), desk.path("bad.json"))
    #expect(told.status == 1)
    #expect(told.output.contains("port must be at most 65535, but is 70000"))
  }

  @Test func `every problem of a schema is told`() throws {
    let desk = try desk()
    try desk.write(#"{"type":"text","minLength":-1}"#, to: "schema.json")
    let told = try desk.type("schema", "validate", desk.path("schema.json"), desk.path("good.json"))
    #expect(told.status == 1)
    #expect(told.output.isEmpty)
    #expect(told.errors.split(separator: "\n").count == 2)
    #expect(told.errors.contains("/minLength: 'minLength' must be a non-negative integer"))
  }

  @Test func `a file that can't be read isn't valid`() throws {
    let desk = try desk()
    try desk.write("{\n  \"name\": \"a\",\n}", to: "broken.json")
    let told = try desk.type(
      "schema", "validate", desk.path("schema.json"), desk.path("broken.json"), desk.path("missing.json"))
    #expect(told.status == 1)
    #expect(told.output.contains("broken.json: this is not JSON: line 3"))
    #expect(told.output.contains("missing.json: can't read"))
  }

  @Test func `arguments that make no sense are refused`() throws {
    let desk = try desk()
    #expect(try desk.type("schema", "validate", desk.path("schema.json")).status == 2)
    #expect(try desk.type("schema", "validate", "--registry", "x", desk.path("schema.json"), "a.json").status == 2)
  }
}
