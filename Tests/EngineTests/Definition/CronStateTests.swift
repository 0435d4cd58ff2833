import Cron
import JSON
import Testing

@testable import Engine

/// A workflow may begin with a `cron` state: it asks for one schedule and does nothing when a run passes it.
struct CronStateTests {
  private let rest = "- {name: work, type: operation, action: noop}"

  @Test func `a cron state at the beginning asks for a schedule with its input as the payload`() throws {
    let checked = Checked(
      states: """
        - {name: nightly, type: cron, cron: "30 2 * * *", timezone: Europe/Berlin, gap: skip, repeat: both, input: {region: eu}, next: work}
        \(rest)
        """)
    let program = try #require(checked.program, "\(checked.report.text)")
    #expect(
      program.cronStart
        == CronStart(
          state: "nightly", cron: "30 2 * * *", timezone: "Europe/Berlin", gap: .skip, repeats: .both,
          payload: ["region": "eu"]))
    #expect(program.inputSchema == [:], "without a schema anything goes")
    #expect(program.nodes.first?.input == nil, "the input is the schedule's, not the state's")
  }

  @Test(arguments: [
    (#"- {name: a, type: cron, cron: "61 * * * *", next: work}"#, "states[0].cron"),
    ("- {name: a, type: cron, next: work}", "states[0]"),
    (#"- {name: a, type: cron, cron: "@daily", input: {x: "{{ input.y }}"}, next: work}"#, "states[0].input"),
    (#"- {name: a, type: cron, cron: "@daily", input: 5, next: work}"#, "states[0].input"),
    (#"- {name: a, type: cron, cron: "@daily", timeoutSeconds: 5, next: work}"#, "states[0].timeoutSeconds"),
    (
      #"- {name: b, type: inject, data: {}, next: a}"# + "\n" + #"- {name: a, type: cron, cron: "@daily", next: work}"#,
      "states[1]"
    ),
  ])
  func `a cron state that can't be meant is refused at its place`(state: String, path: String) {
    let checked = Checked(states: "\(state)\n\(rest)")
    #expect(checked.report.errors.map(\.path) == [path])
  }

  @Test func `the payload of a cron state must fit the input schema`() {
    let schema = "inputSchema: {type: object, required: [region], properties: {region: {type: string}}}"
    let wrong = Checked(
      states: "- {name: a, type: cron, cron: \"@daily\", input: {region: 5}, next: work}\n\(rest)", top: schema)
    #expect(wrong.report.errors.map(\.code) == [.inputMismatch])
    let right = Checked(
      states: "- {name: a, type: cron, cron: \"@daily\", input: {region: eu}, next: work}\n\(rest)", top: schema)
    #expect(right.program != nil, "\(right.report.text)")
  }
}
