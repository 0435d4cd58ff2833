import Cron
import Testing

struct RFC3339Tests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
    (1_795_254_625_007, "2026-11-21T09:50:25.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (253_402_300_799_000, "9999-12-31T23:59:59Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
  ])
  func `an instant is written and read back`(milliseconds: Int64, text: String) {
    #expect(RFC3339.text(millisecondsSince1970: milliseconds) == text)
    #expect(RFC3339.milliseconds(of: text) == milliseconds)
  }

  @Test(arguments: [
    ("2026-11-21T09:50:25+01:00", "2026-11-21T08:50:25Z"), ("2026-11-21T00:10:00-05:30", "2026-11-21T05:40:00Z"),
    ("2026-11-21t09:50:25z", "2026-11-21T09:50:25Z"), ("2026-11-21T09:50:25.123456Z", "2026-11-21T09:50:25.123Z"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
  ])
  func `offsets, lower case, finer fractions and leap seconds are understood`(text: String, same: String) {
    #expect(RFC3339.milliseconds(of: text) == RFC3339.milliseconds(of: same))
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T09:50Z", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T24:00:00Z",
    "2026-11-21T09:50:25", "2026-11-21T09:50:25.Z", "2026-11-21T09:50:25Zx", "2026-11-21T09:50:25+25:00",
    "-026-11-21T09:50:25Z",
  ])
  func `what is no instant is refused`(text: String) {
    #expect(RFC3339.milliseconds(of: text) == nil)
  }

  @Test func `every day of four centuries comes back`() {
    for day in stride(from: Int64(-73_000), to: 73_100, by: 1) {
      let time = CivilTime(secondsSince1970: day * 86_400 + 3_661)
      #expect(time.secondsSince1970 == day * 86_400 + 3_661)
      #expect(time.hour == 1 && time.minute == 1 && time.second == 1)
    }
  }
}
