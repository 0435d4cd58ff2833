import Foundation
import JSON
import Testing

/// Nothing but a line in a crontab: the host's cron starts ticks, and these fire schedules.
@Suite(.timeLimit(.minutes(8))) struct CrontabTests {
  @Test(.enabled(if: Crontab.isAvailable, "needs a cron daemon, or root to start one"))
  func `a real crontab entry drives real schedules for three minutes`() throws {
    let house = try TestHouse()
    try house.write(
      """
      id: minutely
      inputSchema: {type: object, properties: {region: {type: string}}, required: [region]}
      states: [{name: note, type: inject, data: {noted: "{{ input.region }}"}, end: true}]
      """, to: "data/workflows/minutely.workflow.yaml")
    try house.escapement("sync")
    for region in ["eu", "us"] {
      try house.escapement(
        "schedules", "create", "--workflow", "minutely", "--name", "Each minute \(region)", "--cron", "* * * * *",
        "--payload", "{\"region\": \"\(region)\"}")
    }
    let crontab = try Crontab(["* * * * * \(BuiltProgram.folder)/tick --data \(house.data)"])
    let isDone = eventually(seconds: 300) {
      (try? house.fired("Each minute eu").count) ?? 0 >= 3 && (try? house.fired("Each minute us").count) ?? 0 >= 3
    }
    #expect(isDone, "three minutes' runs didn't come within five")
    withExtendedLifetime(crontab) {}
    for region in ["eu", "us"] {
      let slots = try house.fired("Each minute \(region)")
      #expect(Set(slots).count == slots.count, "no minute twice")
      let minutes = slots.sorted().compactMap { ISO8601DateFormatter().date(from: $0)?.timeIntervalSince1970 }
      #expect(zip(minutes, minutes.dropFirst()).allSatisfy { $1 - $0 == 60 }, "none left out: \(slots)")
    }
    let runs = try JSONValue(parsing: try house.escapement("runs", "--format", "json")).arrayValue ?? []
    #expect(runs.allSatisfy { $0["status"] == "COMPLETED" && $0["trigger"]?["kind"] == "schedule" })
    let shown = try house.show(try #require(runs.first?["id"]?.stringValue))
    #expect(["eu", "us"].contains(shown.value["run"]?["input"]?["region"] ?? shown.value["input"]?["region"]))
  }
}

extension TestHouse {
  /// The moments at which a schedule has fired.
  fileprivate func fired(_ schedule: String) throws -> [String] {
    let slots = try JSONValue(parsing: try escapement("schedules", "slots", schedule, "--format", "json"))
    return (slots.arrayValue ?? []).filter { $0["outcome"] == "fired" }.compactMap { $0["first"]?.stringValue }
  }
}
