@testable import Engine
import Testing

struct DurationTests {
  @Test(
    arguments: [
      ("300", 300_000), ("0.5", 500), ("1h30m", 5_400_000), ("250ms", 250), ("1m30s", 90_000), ("2d", 172_800_000),
      ("PT5M", 300_000), ("P1DT12H", 129_600_000), ("P2W", 1_209_600_000), ("PT0.5S", 500), ("1.5h", 5_400_000),
    ] as [(String, Int64)])
  func `durations are read in three styles`(text: String, milliseconds: Int64) {
    #expect(DurationText.span(text) == TimeSpan(milliseconds: milliseconds))
  }

  @Test(arguments: [
    "", "soon", "5 minutes", "1h1h", "30m1h", "PT", "P", "P1M", "P1Y", "PT5", "-5", "1e3", "5.", ".5", "1..5", "22:00",
    "PT5M3H", "5mm", "٣s",
  ])
  func `anything else is no duration`(text: String) {
    #expect(DurationText.span(text) == nil)
  }

  @Test(arguments: [
    "timeoutSeconds: 90", "timeout: 1m30s", "timeout: PT1M30S", "timeout_seconds: 90.0", "timeout: '90'",
  ])
  func `a state's timeout may be written in each of them`(setting: String) {
    let checked = Checked(states: "- {name: a, type: operation, action: noop, \(setting)}")
    #expect(checked.node("a")?.timeout == .seconds(90))
  }

  @Test(arguments: ["0", "-1", "100000d", "'{{ ctx.time }}'"])
  func `a timeout is positive, bounded, and no template`(value: String) {
    let checked = Checked(states: "- {name: a, type: operation, action: noop, timeout: \(value)}")
    #expect(checked.errorCodes == [.invalidValue])
  }
}
