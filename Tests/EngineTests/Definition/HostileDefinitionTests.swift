import Foundation
import JSON
import Testing

@testable import Engine

/// Definitions that want to be too much. The bounds are in the thread's own time, so that they hold however busy the
/// machine is; without optimisation all of this takes a few seconds.
struct HostileDefinitionTests {
  private static let seconds = 60.0

  @Test(arguments: [
    "id: big\nstates: [{name: a, type: succeed, comment: '", #"{"id": "big", "states": [{"comment": ""#,
  ])
  func `a definition of five megabytes is read, one of six is refused before that`(beginning: String) {
    let (large, time) = Self.timed { Checked(beginning + String(repeating: "x", count: 5_000_000)).report }
    #expect(large.errors.first?.message.contains("bytes") == false)
    #expect(time < Self.seconds)
    let (report, short) = Self.timed { Checked(beginning + String(repeating: "x", count: 6_000_000)).report }
    #expect(report.errors.count == 1)
    #expect(report.errors.first?.message.contains("5242880") == true, "\(report.errors.first?.message ?? "")")
    #expect(short < 2)
  }

  @Test func `four megabytes in ten thousand states, as many as there may be, are checked in seconds`() {
    let comment = String(repeating: "why ", count: 70)
    let states = (1...10_000).map { number in
      let next = number == 10_000 ? "end: true" : "next: s\(number + 1)"
      return "- {name: s\(number), type: operation, action: noop, comment: '\(comment)', \(next)}"
    }
    let (checked, time) = Self.timed { Checked(states: states.joined(separator: "\n")) }
    #expect(checked.report.issues == [] && checked.program?.nodes.count == 10_000)
    #expect(time < Self.seconds)
  }

  @Test func `ten thousand states that all lead to each other are walked once`() {
    let states = (1...10_000).map { number -> String in
      let targets = (1...2).map { "{if: ctx.n == \($0), next: s\((number * 7_919 * $0) % 10_000 + 1)}" }
      let next = number == 10_000 ? "s1" : "s\(number + 1)"
      return
        "- {name: s\(number), type: switch, conditions: [\(targets.joined(separator: ", "))], defaultNext: \(next)}"
    }
    let (checked, time) = Self.timed { Checked(states: states.joined(separator: "\n")) }
    #expect(Set(checked.errorCodes) == [.noWayToEnd])
    #expect(time < Self.seconds)
  }

  @Test(arguments: ["states: *h", "vars: {x: *h}\nstates: [{name: a, type: succeed}]", "*h : 1"])
  func `aliases that multiply are refused by what they would become`(end: String) {
    var text = "id: laughs\nx0: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for (one, other) in zip("abcdefg", "bcdefgh") {
      text += "x\(other): &\(other) [" + Array(repeating: "*\(one)", count: 9).joined(separator: ", ") + "]\n"
    }
    let (report, time) = Self.timed { Checked(text + end).report }
    #expect(report.hasErrors)
    #expect(time < Self.seconds)
  }

  @Test(arguments: [
    "id: twice\nstates:\n  - {name: a, type: operation, action: noop, timeoutSeconds: 5, timeoutSeconds: 6}",
    "id: twice\nstates: [{name: a, type: succeed}]\nid: other",
    #"{"id": "twice", "states": [{"name": "a", "name": "b", "type": "succeed"}]}"#,
  ])
  func `a key that stands twice is an error with its place`(text: String) {
    let report = Checked(text).report
    #expect(report.errors.map(\.code) == [.syntax])
    #expect(report.errors.first?.line != nil && report.errors.first?.column != nil)
  }

  @Test func `a workflow that always starts itself is refused, however it hides that`() {
    let call = "{name: again, type: workflow, workflow: test}"
    for states in [
      "- \(call)",
      "- {name: t, type: try, try: {states: [\(call)]}, finally: {states: [{name: x, type: inject, data: {}}]}}",
      "- {name: p, type: parallel, branches: [{name: a, states: [\(call)]}]}",
    ] {
      #expect(Checked(states: states).errorCodes == [.endlessRecursion])
    }
  }

  @Test func `a context over its limit fails the step that filled it, by name and size`() throws {
    let yaml = """
      id: full
      states:
        - {name: a, type: operation, action: noop, resultPath: first, next: b}
        - {name: b, type: operation, action: noop, resultPath: second, catch: [{errors: [limit], next: smaller}], next: smaller}
        - {name: smaller, type: inject, resultPath: first, data: {}}
      """
    var run = try Simulation(yaml) { $0.contextBytes = 1_000 }
    try run.succeed("a", .string(String(repeating: "x", count: 600)))
    try run.succeed("b", .string(String(repeating: "y", count: 600)))
    #expect(run.statuses["b"] == .failed)
    let error = try #require(run.steps.values.first { $0.path == "b" }?.error)
    #expect(error.type == "limit")
    #expect(error.message == "the run's context would grow beyond 1000 bytes by storing second")
    #expect(run.run.status == .completed && run.run.output?["second"] == nil)
    try run.checkReplay()
  }

  @Test func `an input that fills the context alone ends the run with its first event`() throws {
    let run = try Simulation(
      "{id: full, states: [{name: a, type: operation, action: noop}]}",
      input: ["x": .string(String(repeating: "x", count: 2_000))]
    ) { $0.contextBytes = 1_000 }
    #expect(run.run.status == .failed && run.run.error?.type == "limit")
  }

  /// What something gives, and the seconds that this thread worked for it.
  private static func timed<Value>(_ work: () -> Value) -> (Value, Double) {
    let start = threadNanoseconds()
    let value = work()
    return (value, Double(threadNanoseconds() - start) / 1e9)
  }

  private static func threadNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
