import Cron
import Testing

struct ClockChangeTests {
  private func notes(
    _ expression: String, zone: String = "Europe/Berlin", gap: GapPolicy = .runAfter, repeats: RepeatPolicy = .first,
    year: Int = 2026
  ) throws -> [String] {
    let times = Times.cron(
      CronTimes(try CronExpression(expression), in: try ZoneFiles.zone(zone), gap: gap, repeats: repeats))
    return times.clockChanges(after: try at("\(year)-01-01T00:00:00Z"), through: try at("\(year + 1)-01-01T00:00:00Z"))
      .map(\.text)
  }

  private let forward = "clocks go forward from 02:00 to 03:00 on 2026-03-29: "
  private let back = "clocks go back from 03:00 to 02:00 on 2026-10-25: "

  @Test func `a preview tells what becomes of times that clock changes fall on`() throws {
    #expect(
      try notes("30 2 * * *") == [
        forward + "02:30 does not exist and comes at 03:00",
        back + "02:30 is shown twice and comes the first time only",
      ])
    #expect(
      try notes("0,30 2 * * *", gap: .runBefore, repeats: .last) == [
        forward + "02:00 to 02:30 do not exist and come once, at 01:59",
        back + "02:00 to 02:30 are shown twice and come the second time only",
      ])
    #expect(
      try notes("30 2 * * *", gap: .skip, repeats: .both) == [
        forward + "02:30 does not exist and is left out", back + "02:30 is shown twice and comes both times",
      ])
    #expect(
      try notes("*/30 * * * *") == [
        forward + "02:00 to 02:30 do not exist and are left out",
        back + "02:00 to 02:30 are shown twice and come both times",
      ])
  }

  @Test func `changes that no time falls on are not told`() throws {
    #expect(try notes("0 12 * * *") == [])
    #expect(try notes("30 2 * * MON") == [])
    #expect(try notes("30 2 * * *", zone: "Asia/Kolkata") == [])
    #expect(Times.interval(IntervalTimes(everySeconds: 60, anchor: 0)).clockChanges(after: 0, through: .max) == [])
  }

  @Test func `a day that was left out is told`() throws {
    #expect(
      try notes("0 12 * * *", zone: "Pacific/Apia", year: 2011) == [
        "clocks go forward from 2011-12-30 00:00 to 2011-12-31 00:00: 12:00 does not exist and is left out"
      ])
  }
}
