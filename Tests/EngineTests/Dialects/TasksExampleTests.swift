import JSON
import Testing

@testable import Engine

/// Whole workflows of the tasks dialect, from their beginning to their end.
struct TasksExampleTests {
  @Test(arguments: [certificateRotation, releaseTrain, customerImport])
  func `long definitions are read without an error`(text: String) {
    let checked = Checked(text, agents: nil)
    #expect(checked.report.errors == [])
    #expect(checked.program?.dialect == .tasks)
    #expect(text.split(separator: "\n").count >= 85)
  }

  @Test func `certificates are checked, asked for, renewed and reported`() throws {
    var run = try Simulation(Self.certificateRotation, input: ["hosts": ["a", "b", "c"], "days": 20, "notify": "ops"])
    try run.succeed("begin")
    #expect(try run.step("check[2]/check").input == ["host": "c", "number": 3, "of": 3])
    for (index, host) in ["a", "b", "c"].enumerated() {
      try run.succeed("check[\(index)]/check", ["host": .string(host), "due": .bool(host != "b")])
    }
    try run.succeed("decide")
    #expect(run.approvals.values.first?.message == "Renew 2 certificates: a, c?")
    try run.decide("ask", approved: true)
    #expect(try run.step("announce").input?["message"]?.stringValue?.hasSuffix("renews a and 1 more") == true)
    try run.succeed("announce")
    #expect(try run.step("renew[0]/renew").input?["hosts"] == ["a", "c"])
    try run.succeed("renew[0]/renew", ["a", "c"])
    try run.pass(seconds: 10)
    try run.succeed("done (after delay)")
    #expect(run.run.output == ["outcome": "renewed", "renewed": ["a", "c"]])
    try run.checkReplay()
  }

  @Test func `nothing to check is told, and a failed check is reported`() throws {
    let nothing = try Simulation(Self.certificateRotation, input: ["hosts": [], "days": 20, "notify": "ops"])
    #expect(nothing.run.output?["outcome"] == "nothing to do")
    var failed = try Simulation(Self.certificateRotation, input: ["hosts": ["a"], "days": 20, "notify": "ops"])
    try failed.succeed("begin")
    try failed.fail("check[0]/check", "agent_error", "no route to host")
    #expect(try failed.step("report_failure").input == ["message": "no route to host", "check": "failed"])
    try failed.succeed("report_failure")
    #expect(failed.run.output?["outcome"] == "failed")
  }

  @Test func `a release goes from stage to stage while it is watched`() throws {
    var run = try Simulation(
      Self.releaseTrain, input: ["service": "web-shop", "stages": ["canary", "all"], "force": false])
    try run.succeed("build")
    for (name, output) in [("unit", [:]), ("lint", [:]), ("scan", ["findings": [3]])] as [(String, JSONValue)] {
      try run.succeed("verify/\(name)/\(name)", output)
    }
    try run.decide("ask_anyway", approved: true)
    #expect(try run.step("rollout").input == ["stage": "canary", "percent": 50])
    try run.succeed("rollout")
    for name in ["watch", "watch#2"] {
      try run.pass(seconds: 60)
      try run.succeed("watch (after delay)" + name.dropFirst(5), ["rate": 0.01])
    }
    try run.succeed("rollout#2")
    try run.pass(seconds: 60)
    try run.succeed("watch (after delay)#3", ["rate": 0.2])
    #expect(try run.step("rollback").type == .workflow)
    try run.checkReplay()
  }

  @Test func `an import that one source fails still stores what the other gave`() throws {
    var run = try Simulation(
      Self.customerImport, input: ["source": "api", "limit": 10, "regions": ["eu", "us"]])
    try run.succeed("from_api[0]/from_api", [["email": "a@example.org"], ["email": "b@example.org"]])
    try run.succeed("from_api[1]/from_api", [["email": "c@example.org"]])
    try run.succeed("gathered")
    #expect(try run.step("clean").input?["widest"] == 4)
    #expect(try run.step("clean").input?["kinds"] == ["array", "number", "string"])
    try run.succeed(
      "clean", ["rows": [["email": "a@example.org"], ["email": "b@example.org"], ["email": "c@example.org"]]])
    try run.succeed("store[0]/store", 2)
    try run.succeed("store[1]/store", 1)
    try run.pass(seconds: 1)
    #expect(try run.step("notify (after delay)").input?["first"] == "a@example.org")
    try run.succeed("notify (after delay)")
    #expect(run.run.output?["imported"] == 3)
    #expect(run.run.output?["report"]?["failures"] == ["csv skipped"])
    try run.checkReplay()
  }
}
