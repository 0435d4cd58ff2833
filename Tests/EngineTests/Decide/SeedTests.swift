import Foundation
import JSON
import Testing

@testable import Engine

/// The workflows of the document that the project came from run as they stand there, byte for byte.
///
/// The document lies beside the project (`../shared/seeds`, or the folder that `ESCAPEMENT_SEEDS` names); without it the
/// suite is skipped.
@Suite(.enabled(if: Seed.text != nil, "the seed document isn't there; set ESCAPEMENT_SEEDS to its folder"))
struct SeedTests {
  @Test func `the appendix runs to its end through the approval`() throws {
    let yaml = try Seed.appendix()
    var run = try Simulation(yaml, input: ["namespace": "shop", "service": "checkout"], agents: Seed.agents)
    #expect(run.openPaths == ["diagnostics", "diagnostics/errors/check_errors", "diagnostics/pods/check_pods"])
    #expect(try run.step("diagnostics/pods/check_pods").task == "Check pods in shop")
    try run.succeed("diagnostics/pods/check_pods", ["healthy": 2, "unhealthy": 1])
    try run.succeed("diagnostics/errors/check_errors", ["error_rate": 0.21])
    #expect(run.run.status == .waitingApproval)
    let approval = try #require(run.approvals.values.first)
    #expect(approval.message == "Error rate high (0.21). Approve mitigation?")
    #expect(approval.evidence["steps.diagnostics"]?["pods"]?["result"]?["unhealthy"] == 1)
    try run.decide("request_approval", approved: true)
    try run.succeed("mitigate", "restarted 1 pod")
    let notify = try run.step("notify")
    #expect(notify.input?["summary"] == "restarted 1 pod")
    #expect(notify.input?["channel"] == "#incidents")
    try run.succeed("notify", ["sent": true])
    #expect(run.run.status == .completed)
    #expect(run.statuses.values.allSatisfy { $0 == .succeeded })
    try run.checkReplay()
  }

  @Test func `the appendix reports all clear where the error rate is low`() throws {
    var run = try Simulation(
      try Seed.appendix(), input: ["namespace": "shop", "service": "checkout"], agents: Seed.agents)
    try run.succeed("diagnostics/pods/check_pods", ["unhealthy": 0])
    try run.succeed("diagnostics/errors/check_errors", ["error_rate": 0.01])
    #expect(try run.step("report_ok").input?["message"] == "No mitigation required for checkout")
    try run.succeed("report_ok")
    #expect(run.run.status == .completed)
  }

  @Test func `the fragment of an operation runs`() throws {
    var run = try Simulation(
      Seed.frame(try Seed.fragment(under: "#### A) `operation`"), endings: ["analyze_results"]),
      input: ["namespace": "shop"], agents: Seed.agents)
    #expect(try run.step("check_pods").task == "Check pods in namespace shop")
    #expect(try run.step("check_pods").timeout == .seconds(300 as Int64))
    try run.fail("check_pods")
    try run.pass(seconds: 5)
    try run.succeed("check_pods", ["pods": []])
    #expect(run.run.output?["steps"]?["checkPods"] == ["pods": []])
  }

  @Test(arguments: [
    (0.1, "healthy", "request_approval"), (0.01, "degraded", "run_diagnostics"), (0.01, "healthy", "report_ok"),
  ])
  func `the fragment of a switch decides`(rate: Double, status: String, target: String) throws {
    let fragment = try Seed.fragment(under: "#### B) `switch`")
    let run = try Simulation(
      Seed.frame(fragment, endings: ["request_approval", "run_diagnostics", "report_ok"]),
      input: ["steps": ["analysis": ["error_rate": .double(rate), "status": .string(status)]]], agents: Seed.agents)
    #expect(run.run.output?["reached"] == .string(target))
  }

  @Test func `the fragment of a parallel joins`() throws {
    var run = try Simulation(
      Seed.frame(try Seed.fragment(under: "#### C) `parallel`"), endings: ["analyze"]),
      input: ["namespace": "shop", "service": "checkout"], agents: Seed.agents)
    try run.succeed("run_diagnostics/check_pods/pod_check", "p")
    try run.succeed("run_diagnostics/check_logs/log_check", "l")
    #expect(
      run.run.output?["steps"]?["diagnostics"] == [
        "check_pods": ["branches": ["pods": "p"]], "check_logs": ["branches": ["logs": "l"]],
      ])
  }

  @Test func `the fragment of an inject writes`() throws {
    let run = try Simulation(
      Seed.frame(try Seed.fragment(under: "#### D) `inject`"), endings: ["diagnostics"]), agents: Seed.agents)
    #expect(run.run.output?["config"]?["thresholds"]?["latencyP99"] == 500)
  }

  @Test func `the fragment of a foreach goes through its list`() throws {
    var run = try Simulation(
      Seed.frame(try Seed.fragment(under: "#### E) `foreach`"), endings: ["summarize"]),
      input: ["services": [["name": "web"], ["name": "db"]]], agents: Seed.agents)
    #expect(try run.step("check_all_services[0]/health_check").task == "Check health of web")
    try run.succeed("check_all_services[0]/health_check", "up")
    try run.succeed("check_all_services[1]/health_check", "down")
    let results = run.run.output?["steps"]?["healthResults"]?.arrayValue ?? []
    #expect(results.map { $0["result"] } == ["up", "down"])
  }

  @Test func `the fragment of agent dot run gives task, variables and timeout`() throws {
    let fragment = Seed.state(try Seed.fragment(under: "#### `agent.run`"), named: "call")
    var run = try Simulation(Seed.frame(fragment, endings: []), agents: Seed.agents)
    let step = try run.step("call")
    #expect(step.task == "Check pods in namespace production")
    #expect(step.input?["namespace"] == "production")
    #expect(step.timeout == .seconds(300 as Int64))
    try run.succeed("call")
    #expect(run.run.status == .completed)
  }

  @Test func `the fragment of human dot approval asks the people it names`() throws {
    let fragment = Seed.state(try Seed.fragment(under: "#### `human.approval`"), named: "gate")
    var run = try Simulation(Seed.frame(fragment, endings: []), input: ["steps": ["plan": "v2"]], agents: Seed.agents)
    let approval = try #require(run.approvals.values.first)
    #expect(approval.message == "Approve deployment to production?")
    #expect(approval.approvers == ["team:platform", "user:alice@example.com"])
    #expect(approval.evidence == ["steps.plan": "v2"])
    try run.pass(seconds: 3_600)
    #expect(run.run.status == .timedOut)
  }
}

/// Cuts workflows out of the seed document.
enum Seed {
  static let text: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = ProcessInfo.processInfo.environment["ESCAPEMENT_SEEDS"] ?? root.path + "/../shared/seeds"
    return try? String(contentsOfFile: folder + "/004_52cc454a2b7a319a.txt", encoding: .utf8)
  }()

  static func appendix() throws -> String { try block(after: "## Appendix") }

  static func fragment(under heading: String) throws -> String { try block(after: heading) }

  /// The first block of YAML after a line that begins with the heading.
  private static func block(after heading: String) throws -> String {
    let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix(heading) }, "the seed has a part '\(heading)'")
    let open = try #require(lines[start...].firstIndex { $0.hasPrefix("```yaml") })
    let close = try #require(lines[(open + 1)...].firstIndex { $0.hasPrefix("```") })
    return lines[(open + 1)..<close].joined(separator: "\n")
  }

  /// A workflow around states as they stand, with an ending state for each name they point at.
  static func frame(_ states: String, endings: [String]) -> String {
    let endings = endings.map { "  - {name: \($0), type: inject, data: {reached: \($0)}, end: true}" }
    let indented = states.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    return (["id: frame", "states:"] + indented + endings).joined(separator: "\n")
  }

  /// A state around an action and its input.
  static func state(_ action: String, named name: String) -> String {
    let indented = action.split(separator: "\n").map { "  " + $0 }
    return (["- name: \(name)", "  type: operation", "  end: true"] + indented).joined(separator: "\n")
  }

  /// Every agent that the seed names, without a program.
  static let agents = [
    "k8s-pod-checker", "slo-analyzer", "k8s-remediator", "notification-sender", "kubernetes-triage", "log-analyzer",
    "health-checker",
  ].map { name in
    AgentDefinition(id: AgentID(rawValue: name), kind: .noop, hash: "hash-of-\(name)", source: "")
  }
}
