import Cron
import Testing

struct TimesTests {
  @Test func `an interval counts from its anchor`() throws {
    let anchor = try at("2026-11-21T09:00:00Z")
    let times = Times.interval(IntervalTimes(everySeconds: 5_400, anchor: anchor))
    #expect(times.next(after: 0) == anchor)
    #expect(times.next(after: anchor) == anchor + 5_400)
    #expect(times.next(after: anchor + 5_399) == anchor + 5_400)
    #expect(times.previous(before: anchor + 5_400) == anchor)
    #expect(times.previous(before: anchor) == nil)
    #expect(times.count(after: anchor - 1, through: anchor + 54_000) == 11)
    #expect(times.count(after: anchor, through: anchor + 54_000) == 10)
  }

  @Test func `a single instant comes once`() {
    let times = Times.once(1_000)
    #expect(times.next(after: 999) == 1_000)
    #expect(times.next(after: 1_000) == nil)
    #expect(times.previous(before: 1_001) == 1_000)
    #expect(times.previous(before: 1_000) == nil)
    #expect(times.count(after: 0, through: 1_000) == 1)
    #expect(times.count(after: 1_000, through: 2_000) == 0)
  }

  @Test func `schedules end with the year 2100`() throws {
    let daily = Times.cron(CronTimes(try CronExpression("0 12 * * *"), in: .utc))
    #expect(text(daily.next(after: try at("2100-12-30T12:00:00Z"))) == "2100-12-31T12:00:00Z")
    #expect(daily.next(after: try at("2100-12-31T12:00:00Z")) == nil)
    #expect(Times.interval(IntervalTimes(everySeconds: .max, anchor: 5)).next(after: 5) == nil)
    #expect(Times.once(5_000_000_000).next(after: 0) == nil)
  }

  /// Sixty years of minutes; visiting each would take many seconds.
  @Test func `instants are counted without visiting them`() throws {
    let minutely = Times.cron(CronTimes(try CronExpression("* * * * *"), in: try ZoneFiles.zone("Europe/Berlin")))
    let (from, to) = (try at("2030-01-01T00:00:00Z"), try at("2090-01-01T00:00:00Z"))
    #expect(minutely.count(after: from, through: to) == Int(to - from) / 60)
  }

  @Test(arguments: [
    "*/7 3,9-11 1-9 * *", "0 2 * * *", "30 2 * * SUN#L", "17 */5 L * *", "* * 29 2 *", "15,45 1-3 LW 3,10 *",
  ])
  func `counting, going on and going back agree`(text: String) throws {
    let expression = try CronExpression(text)
    for zone in ["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"] {
      for repeats in RepeatPolicy.allCases {
        for gap in GapPolicy.allCases {
          let times = Times.cron(CronTimes(expression, in: try ZoneFiles.zone(zone), gap: gap, repeats: repeats))
          let found = times.instants(after: 1_700_000_000, through: 1_764_000_000, limit: 1_000_000)
          #expect(times.count(after: 1_700_000_000, through: 1_764_000_000) == found.count)
          #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
          let steps = zip(found, found.dropFirst()).prefix(300)
          #expect(steps.allSatisfy { times.previous(before: $1) == $0 })
          if let middle = found.dropFirst(found.count / 2).first {
            #expect(times.count(after: 1_700_000_000, through: middle) == found.count / 2 + 1)
            #expect(times.count(after: middle, through: 1_764_000_000) == found.count - found.count / 2 - 1)
          }
        }
      }
    }
  }
}
