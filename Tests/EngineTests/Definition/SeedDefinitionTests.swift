import Engine
import Foundation
import Testing

/// The workflows of the specification that the states dialect must accept as they stand.
@Suite(
  .enabled(
    if: SeedDefinitions.text != nil, "the seeds are not beside the package; set ESCAPEMENT_SEEDS to their folder"))
struct SeedDefinitionTests {
  @Test func `the appendix validates and compiles as it stands`() throws {
    let text = try #require(SeedDefinitions.block(after: "## Appendix: Complete Workflow Example"))
    let checked = Checked(text, id: nil, agents: SeedDefinitions.catalog)
    #expect(checked.report.errors == [])
    let program = try #require(checked.program)
    #expect(program.workflow == "incident-triage")
    #expect(program.version == "1.0")
    #expect(
      program.nodes.map(\.name).sorted() == [
        "check_errors", "check_pods", "decide", "diagnostics", "inject_defaults", "mitigate", "notify", "report_ok",
        "request_approval",
      ])
    #expect(checked.node("inject_defaults")?.resultPath == ["config"])
    #expect(checked.node("mitigate")?.resultPath == ["steps", "mitigation"])
  }

  @Test(arguments: ["A) `operation`", "B) `switch`", "C) `parallel`", "D) `inject`", "E) `foreach`"])
  func `fragments of section 3.2 validate unchanged`(heading: String) throws {
    let fragment = try #require(SeedDefinitions.block(after: "#### \(heading)"))
    let checked = Checked(SeedDefinitions.frame(fragment), agents: SeedDefinitions.catalog)
    #expect(checked.report.errors == [])
    #expect(checked.program != nil)
  }

  @Test(arguments: ["`agent.run`", "`human.approval`"])
  func `fragments of section 3.3 validate unchanged`(heading: String) throws {
    let fragment = try #require(SeedDefinitions.block(after: "#### \(heading)"))
    let lines = fragment.split(separator: "\n").map { "  \($0)\n" }.joined()
    let checked = Checked(states: "- name: it\n  type: operation\n" + lines, agents: SeedDefinitions.catalog)
    #expect(checked.report.errors == [])
    #expect(checked.node("it")?.timeout == .seconds(heading.contains("agent") ? 300 : 3_600))
  }
}

enum SeedDefinitions {
  static let text: String? = {
    let beside = URL(filePath: #filePath).appending(path: "../../../../../shared/seeds").standardized.path
    let folder = ProcessInfo.processInfo.environment["ESCAPEMENT_SEEDS"] ?? beside
    return try? String(contentsOfFile: folder + "/004_52cc454a2b7a319a.txt", encoding: .utf8)
  }()

  static let catalog = AgentCatalog(
    [
      "k8s-pod-checker", "slo-analyzer", "k8s-remediator", "notification-sender", "kubernetes-triage", "log-analyzer",
      "health-checker",
    ].map { AgentDefinition.stub(AgentID($0)) })

  /// The first YAML block after a heading.
  static func block(after heading: String) -> String? {
    guard let text, let start = text.range(of: heading),
      let open = text.range(of: "```yaml\n", range: start.upperBound..<text.endIndex),
      let close = text.range(of: "```", range: open.upperBound..<text.endIndex)
    else { return nil }
    return String(text[open.upperBound..<close.lowerBound])
  }

  /// A workflow of one state, with an ending state for each name that it points at.
  static func frame(_ fragment: String) -> String {
    let names = fragment.split(separator: "\n").compactMap { line -> Substring? in
      let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
      guard parts.count == 2, ["next", "defaultNext"].contains(parts[0]) else { return nil }
      return parts[1]
    }
    let endings = Set(names).map { "- {name: \($0), type: operation, action: noop, end: true}\n" }.joined()
    return "id: fragment\nstates:\n\(fragment)\n\(endings)"
  }
}
