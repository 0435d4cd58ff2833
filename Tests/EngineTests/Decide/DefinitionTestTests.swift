import JSON
import Testing

@testable import Engine

/// Tests that a definition carries, and simulations with fixtures.
struct DefinitionTestTests {
  private static let definition = """
    id: dunning
    states:
      - {name: look, type: agent, agent: ledger, input: {customer: "{{ default(input.customer, 0) }}"}, next: due}
      - name: due
        type: switch
        conditions: [{if: steps.look.result.days > 30, next: ask}]
        defaultNext: fine
      - {name: ask, type: human_approval, message: Send a reminder?, approvers: [team:books], rejectNext: fine, next: remind}
      - {name: remind, type: agent, agent: mailer, retry: {maxAttempts: 2, backoffSeconds: 60}, next: wait}
      - {name: wait, type: sleep, duration: 7d, end: true}
      - {name: fine, type: inject, data: {fine: true}, end: true}
    output: {sent: "{{ default(steps.remind.id, None) }}"}
    tests:
    """

  private func run(_ test: String) throws -> (failures: [String], report: SimulationReport) {
    let checked = Checked(Self.definition + "\n" + test, agents: nil)
    let program = try #require(checked.program, "\(checked.report.errors)")
    return try program.tests[0].failures(of: program)
  }

  @Test func `a test that holds finds nothing, and time passes at once`() throws {
    let (failures, report) = try run(
      """
        - name: late
          input: {customer: c1}
          fixtures:
            look: {days: 40}
            mailer: {$each: [{$error: {type: transient, message: busy}}, {id: m1}]}
          expect: {path: [look, due, ask, remind, wait], output: {sent: m1}}
      """)
    #expect(failures == [])
    #expect(report.elapsed == .seconds(60 + 7 * 86_400))
    #expect(report.notes.map(\.text) == ["approved", "60 seconds pass", "604800 seconds pass"])
  }

  @Test func `what differs is told: the path, the output, the status`() throws {
    let (failures, _) = try run(
      """
        - fixtures: {ledger: {days: 40}, ask: reject}
          expect: {path: [look, due, ask, remind], output: {sent: m2}}
      """)
    #expect(
      failures == [
        "expected the path look → due → ask → remind, it took look → due → ask → fine",
        "output.sent: expected \"m2\", found null",
      ])
    let (status, _) = try run("  - fixtures: {look: {$error: no books}}\n    expect: {status: COMPLETED}")
    #expect(status == ["expected the run COMPLETED, it is FAILED: no books"])
  }

  @Test func `a step without a fixture stops the simulation with its name`() throws {
    let (failures, _) = try run("  - expect: {status: COMPLETED}")
    #expect(failures == ["the run did not end: there is no fixture for `look` (or for `ledger`)"])
  }

  @Test func `timeouts and errors can be expected`() throws {
    let (failures, _) = try run(
      "  - fixtures: {look: {$error: {type: refused, message: no access to the books}}}\n    expect: {errorType: refused, errorMessage: the books}"
    )
    #expect(failures == [])
    let (late, _) = try run("  - fixtures: {look: $timeout}\n    expect: {error: timeout}")
    #expect(late == [])
  }

  @Test func `names that mean nothing, and failures that are none, are errors of the definition`() {
    func codes(_ test: String) -> [IssueCode] { Checked(Self.definition + "\n" + test, agents: nil).errorCodes }
    #expect(codes("  - {fixtures: {lok: 1}, expect: {path: [look]}}") == [.unknownTarget])
    #expect(codes("  - {fixtures: {look: 1}, expect: {path: [lok]}}") == [.unknownTarget])
    #expect(codes("  - {fixtures: {look: {$error: 1}}, expect: {}}") == [.invalidValue])
    #expect(codes("  - {fixtures: {look: {$each: []}}, expect: {}}") == [.invalidValue])
    #expect(codes("  - {fixtures: {look: 1}}") == [.missingKey])
    #expect(codes("  - {fixtures: {look: 1}, expect: {calls: {lok: []}}}") == [.unknownTarget])
    #expect(codes("  - {fixtures: {look: 1}, expect: {calls: {look: {}}}}") == [.wrongType])
    #expect(codes("  - {expect: {status: RUNNING}}") == [.invalidValue])
  }

  @Test func `a test's run begins when it says`() throws {
    let (failures, _) = try run(
      """
        - now: 2026-11-21T09:30:00+01:00
          fixtures: {look: {days: 1}}
          expect: {path: [look, due, fine]}
      """)
    #expect(failures == [])
    let clock = Checked(
      """
      id: clock
      states: [{name: say, type: succeed, output: "{{ now }}"}]
      tests: [{now: "2026-11-21T09:30:00+01:00", expect: {output: "2026-11-21T08:30:00Z"}}]
      """)
    let program = try #require(clock.program)
    #expect(try program.tests[0].failures(of: program).failures == [])
    #expect(Checked(Self.definition + "\n  - {now: noon, expect: {}}", agents: nil).errorCodes == [.invalidValue])
  }

  @Test func `inner states are visited under their composite`() throws {
    let checked = Checked(
      """
      id: x
      states:
        - name: each
          type: foreach
          items: [1, 2]
          iterator: {states: [{name: a, type: operation, action: noop, input: {n: "{{ item }}"}}]}
      """)
    let program = try #require(checked.program)
    var run = SimulatedRun(program, input: [:], fixtures: try Fixtures())
    let report = try run.finish()
    #expect(report.visits.map(\.path) == ["each", "each[0]/a", "each[1]/a"])
    #expect(report.path == ["each"])
    #expect(report.status == .completed)
  }

  @Test func `a loop that the fixtures never end is told`() throws {
    let checked = Checked(
      """
      id: x
      states:
        - {name: a, type: operation, action: noop, next: b}
        - {name: b, type: switch, conditions: [{if: "False", next: c}], defaultNext: a}
        - {name: c, type: operation, action: noop}
      """)
    var run = SimulatedRun(try #require(checked.program), input: [:], fixtures: try Fixtures())
    let report = try run.finish()
    #expect(report.status == .failed)
    #expect(report.error?.type == "limit")
  }
}
