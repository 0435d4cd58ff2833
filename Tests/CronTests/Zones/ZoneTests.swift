import Cron
import Testing

struct ZoneTests {
  @Test func `clocks are read with their offset and its name`() throws {
    let berlin = try ZoneFiles.zone("Europe/Berlin")
    let winter = berlin.local(at: try at("2026-11-21T09:30:00Z"))
    #expect(winter.civil == CivilTime(year: 2026, month: 11, day: 21, hour: 10, minute: 30))
    #expect((winter.offset, winter.abbreviation, winter.isDaylightSaving) == (3_600, "CET", false))
    let summer = berlin.local(at: try at("2026-07-01T00:00:00Z"))
    #expect((summer.offset, summer.abbreviation, summer.isDaylightSaving) == (7_200, "CEST", true))
  }

  @Test(arguments: [
    ("Europe/Berlin", "2099-07-01T00:00:00Z", 7_200), ("Europe/Berlin", "2099-12-01T00:00:00Z", 3_600),
    ("Europe/Berlin", "2500-07-01T00:00:00Z", 7_200), ("Europe/Berlin", "2500-12-01T00:00:00Z", 3_600),
    ("Europe/Dublin", "2060-07-01T00:00:00Z", 3_600), ("Europe/Dublin", "2060-12-01T00:00:00Z", 0),
    ("Australia/Lord_Howe", "2060-01-01T00:00:00Z", 39_600), ("Asia/Kolkata", "2060-01-01T00:00:00Z", 19_800),
    ("America/Nuuk", "2060-07-01T00:00:00Z", -3_600), ("Africa/Monrovia", "1970-07-01T00:00:00Z", -2_670),
    ("Etc/GMT+5", "2026-07-01T00:00:00Z", -18_000), ("America/New_York", "1883-11-18T12:00:00Z", -17_762),
  ])
  func `offsets are right before, in and after the table of the zone file`(zone: String, instant: String, offset: Int)
    throws
  {
    #expect(try ZoneFiles.zone(zone).local(at: try at(instant)).offset == offset)
  }

  @Test func `a local time is once, twice or never`() throws {
    let berlin = try ZoneFiles.zone("Europe/Berlin")
    func instants(_ month: Int, _ day: Int, _ hour: Int, year: Int = 2026) -> Zone.Mapping {
      berlin.instants(of: CivilTime(year: year, month: month, day: day, hour: hour, minute: 30))
    }
    #expect(instants(7, 1, 12) == .one(try at("2026-07-01T10:30:00Z")))
    #expect(
      instants(10, 25, 2) == .repeated(first: try at("2026-10-25T00:30:00Z"), last: try at("2026-10-25T01:30:00Z")))
    #expect(instants(3, 29, 2) == .gap(before: try at("2026-03-29T00:59:00Z"), after: try at("2026-03-29T01:00:00Z")))
    #expect(
      instants(3, 27, 2, year: 2140)
        == .gap(before: try at("2140-03-27T00:59:00Z"), after: try at("2140-03-27T01:00:00Z")))
    #expect(instants(10, 25, 3) == .one(try at("2026-10-25T02:30:00Z")))
    #expect(instants(3, 29, 1) == .one(try at("2026-03-29T00:30:00Z")))
  }

  @Test func `a day that a zone left out is a gap`() throws {
    let apia = try ZoneFiles.zone("Pacific/Apia")
    #expect(
      apia.instants(of: CivilTime(year: 2011, month: 12, day: 30, hour: 12))
        == .gap(before: try at("2011-12-30T09:59:00Z"), after: try at("2011-12-30T10:00:00Z")))
  }

  @Test func `every instant of every zone is found again by the time that its clocks show`() throws {
    for name in ["Europe/Berlin", "America/St_Johns", "Africa/Casablanca", "Africa/Monrovia", "Pacific/Apia"] {
      let zone = try ZoneFiles.zone(name)
      let lost = stride(from: Int64(-2_000_000_000), to: 6_000_000_000, by: 1_234_567).filter { seconds in
        switch zone.instants(of: zone.local(at: seconds).civil) {
        case .one(let instant): instant != seconds
        case .repeated(let first, let last): first != seconds && last != seconds
        case .gap: true
        }
      }
      #expect(lost == [])
    }
  }

  @Test func `the ends of time are no trap`() throws {
    let zone = try ZoneFiles.zone("America/New_York")
    for seconds in [Int64.min, .max] {
      #expect(abs(zone.local(at: seconds).offset) < 90_000)
      let times = Times.cron(CronTimes(try CronExpression("* * * * *"), in: zone))
      #expect((times.next(after: seconds) == nil) == (seconds == .max))
      #expect((times.previous(before: seconds) == nil) == (seconds == .min))
    }
    _ = zone.instants(of: CivilTime(year: 9_999_999, month: 1, day: 1))
  }
}
