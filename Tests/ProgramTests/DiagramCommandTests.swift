import Foundation
import Testing

/// `escapement diagram` with the built program.
@Suite(.timeLimit(.minutes(3))) struct DiagramCommandTests {
  private static let states = """
    id: fork
    states:
      - {name: choose, type: switch, conditions: [{if: input.fast, next: quick}], defaultNext: slow}
      - {name: quick, type: inject, data: {done: true}, end: true}
      - {name: slow, type: sleep, duration: 1m, end: true}
    """

  @Test func `a file is drawn where there is no installation`() throws {
    let desk = try Desk()
    let file = try desk.write(Self.states, to: "fork.workflow.yaml")
    let svg = try desk.type("diagram", file)
    #expect(svg.status == 0, "\(svg.errors)")
    #expect(svg.output.hasPrefix("<svg ") && svg.output.contains(">input.fast</text>"))
    let mermaid = try desk.type("diagram", file, "--format", "mermaid")
    #expect(mermaid.output.contains("-->|\"otherwise\"|"))
    #expect(try desk.type("diagram", file, "--format", "png").status == 2)
  }

  @Test func `a published workflow is drawn into a file`() throws {
    let desk = try Desk.ready()
    let file = try desk.write(Self.states, to: "fork.workflow.yaml")
    try #require(try desk.type("publish", file).status == 0)
    let target = "\(desk.folder)/fork.dot"
    let told = try desk.type("diagram", "fork", "--format", "dot", "--output", target)
    #expect(told.status == 0 && told.output.isEmpty, "\(told.errors)")
    #expect(try String(contentsOfFile: target, encoding: .utf8).hasPrefix("digraph \"fork\" {"))
    #expect(try desk.type("diagram", "nobody").status == 66)
  }

  @Test func `what is wrong with a file is told with its place`() throws {
    let desk = try Desk()
    let file = try desk.write(Self.states.replacing("defaultNext: slow", with: "defaultNext: slwo"), to: "a.yaml")
    let told = try desk.type("diagram", file)
    #expect(told.status == 65)
    #expect(told.errors.contains("slwo") && told.errors.contains("3:"))
  }
}
