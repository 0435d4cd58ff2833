import JSON
import Testing

@testable import Engine

struct SleepTests {
  static func sleep(_ length: String) -> String {
    """
    id: test
    states:
      - {name: nap, type: sleep, \(length), next: after}
      - {name: after, type: inject, data: {awake: true}, end: true}
    """
  }

  @Test func `a sleep waits as a row with a time, and then the run goes on`() throws {
    var run = try Simulation(Self.sleep("duration: 1h30m"))
    #expect(run.run.status == .waitingTimer)
    #expect(run.run.waitingFor == "nap until 2023-11-14T23:43:20Z")
    #expect(try run.step("nap").input == ["until": "2023-11-14T23:43:20Z"])
    try run.pass(seconds: 5_399)
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 1)
    #expect(run.run.status == .completed)
    #expect(run.statuses == ["nap": .succeeded])
    #expect(run.run.output == ["awake": true])
    #expect(run.events.last?.type == .stepWoken)
    try run.checkReplay()
  }

  @Test(arguments: [
    ("until: 2023-11-14T22:13:50Z", 30), ("until: 2023-11-14T23:13:50+01:00", 30),
    ("until: 2023-11-14T23:14, timezone: Europe/Berlin", 40), ("until: 2023-11-14T17:14:00, timezone: EST", 40),
    ("until: 2023-11-14T22:14, timezone: UTC", 40), ("until: 2023-11-14 22:13:25, timezone: UTC", 5),
    ("duration: '{{ input.n * 2 }}'", 20), ("duration: '{{ input.text }}'", 90), ("duration: PT1M", 60),
    ("until: '{{ input.at }}'", 10), ("until: '{{ input.local }}', timezone: '{{ input.zone }}'", 15),
  ])
  func `a sleep ends at the moment that it names`(length: String, seconds: Int64) throws {
    let input: JSONObject = [
      "n": 10, "text": "1m30s", "at": "2023-11-14T22:13:30Z", "local": "2023-11-14T22:13:35", "zone": "UTC",
    ]
    var run = try Simulation(Self.sleep(length), input: input)
    try run.pass(seconds: seconds - 1)
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 1)
    #expect(run.run.status == .completed)
  }

  @Test(arguments: ["duration: 0", "until: 2001-01-01T00:00:00Z", "duration: '{{ 0 }}'"])
  func `what is past already is over at once`(length: String) throws {
    let run = try Simulation(Self.sleep(length))
    #expect(run.run.status == .completed)
    #expect(run.statuses.isEmpty)
    try run.checkReplay()
  }

  @Test(arguments: [
    ("duration: '{{ input.x }}'", "`duration` must be"), ("duration: '{{ -1 }}'", "`duration` must be"),
    ("until: '{{ 5 }}'", "`until` must be"), ("until: '{{ \"soon\" }}'", "`until` must be"),
    ("until: '{{ \"2023-11-14T22:13:35\" }}'", "local time without a zone"),
    ("until: '{{ \"2023-11-14T22:13:35\" }}', timezone: '{{ \"Europe/Pariss\" }}'", "'Europe/Pariss' is unknown"),
  ])
  func `a length that makes no sense when it is known fails the state`(length: String, words: String) throws {
    let run = try Simulation(Self.sleep(length), input: ["x": "soon"])
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "validation")
    #expect(run.run.error?.message.contains(words) == true, "\(run.run.error?.message ?? "")")
  }

  @Test(arguments: [
    ("2024-03-31T02:30", "2024-03-31T01:00:00Z"), ("2024-10-27T02:30", "2024-10-27T00:30:00Z"),
    ("2024-07-01T12:00:30", "2024-07-01T10:00:30Z"),
  ])
  func `a local time that clocks skip or show twice is one instant`(local: String, instant: String) throws {
    let run = try Simulation(Self.sleep("until: \(local), timezone: Europe/Berlin"))
    #expect(try run.step("nap").input == ["until": .string(instant)])
  }

  @Test func `the event tells by which zone data a local time was read`() throws {
    let local = try Simulation(Self.sleep("until: 2024-07-01T12:00, timezone: Europe/Berlin"))
    #expect(local.events.map { $0.detail["zoneData"] }.contains("of the tests"))
    try local.checkReplay()
    for length in ["until: 2024-07-01T12:00, timezone: UTC", "until: 2024-07-01T12:00:00Z", "duration: 5"] {
      let run = try Simulation(Self.sleep(length))
      #expect(run.events.allSatisfy { $0.detail["zoneData"] == nil })
    }
  }

  @Test func `a zone that doesn't exist is an error of the definition`() {
    let checked = Checked(Self.sleep("until: 2024-07-01T12:00, timezone: Europe/Berlim"))
    #expect(checked.errorCodes == [.invalidValue])
    #expect(checked.first(.invalidValue)?.path == "states[0].timezone")
    #expect(Checked(Self.sleep("until: 2024-07-01T12:00, timezone: '{{ input.zone }}'")).errorCodes == [])
  }

  @Test func `data flows past a sleep`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: work, type: operation, action: noop, next: nap}
        - {name: nap, type: sleep, duration: 5, next: more}
        - {name: more, type: operation, action: noop, end: true}
      """)
    try run.succeed("work", ["n": 1])
    try run.pass(seconds: 5)
    #expect(try run.step("more").input == ["n": 1])
    #expect(run.context["steps"]?["nap"] == nil)
  }

  @Test func `a sleep that is over during a pause ends when the run is resumed`() throws {
    var run = try Simulation(Self.sleep("duration: 10"))
    try run.send(ControlTests.pause)
    try run.pass(seconds: 20)
    #expect(run.run.status == .paused)
    #expect(try run.step("nap").status == .waitingTimer)
    try run.send(.resumeRequested(by: "x"))
    try run.pass(seconds: 0)
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a sleep is cancelled with its run, and its branch with the branch that fails`() throws {
    var run = try Simulation(Self.sleep("duration: 10"))
    try run.send(ControlTests.cancel(.finishRunning))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses == ["nap": .cancelled])

    var both = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: nap, type: sleep, duration: 1h, end: true}]}
            - {name: b, states: [{name: work, type: operation, action: noop, end: true}]}
          end: true
      """)
    try both.fail("both/b/work")
    #expect(both.run.status == .failed)
    #expect(both.statuses["both/a/nap"] == .cancelled)
    try both.checkReplay()
  }

  @Test func `hundreds of sleeps are summed up in the run's words`() throws {
    let run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: range(10)
          maxConcurrency: 10
          iterator: {states: [{name: nap, type: sleep, duration: 1m, end: true}]}
          end: true
      """)
    #expect(run.run.waitingFor?.hasPrefix("all[0]/nap until 2023-11-14T22:14:20Z, all[1]/nap") == true)
    #expect(run.run.waitingFor?.hasSuffix(" and 7 more") == true)
  }
}
