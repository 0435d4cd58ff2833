import Cron
import Testing

struct CronSyntaxTests {
  @Test(arguments: [
    ("5 4 * * *", ["01-01 04:05", "01-02 04:05"]),
    ("0,30 9-10 * * *", ["01-01 09:00", "01-01 09:30", "01-01 10:00", "01-01 10:30", "01-02 09:00"]),
    ("*/20 0 * * *", ["01-01 00:00", "01-01 00:20", "01-01 00:40", "01-02 00:00"]),
    ("5/25 0 * * *", ["01-01 00:05", "01-01 00:30", "01-01 00:55", "01-02 00:05"]),
    ("10-40/15 0 * * *", ["01-01 00:10", "01-01 00:25", "01-01 00:40", "01-02 00:10"]),
    ("0 0 1 JAN,jul *", ["01-01 00:00", "07-01 00:00", "01-01 00:00"]),
    ("0 0 * * MON-wed", ["01-05 00:00", "01-06 00:00", "01-07 00:00", "01-12 00:00"]),
    ("0 0 * * FRI-SUN", ["01-02 00:00", "01-03 00:00", "01-04 00:00", "01-09 00:00"]),
    ("0 0 * * 7", ["01-04 00:00", "01-11 00:00"]),
    ("  0\t0  1 *   * ", ["01-01 00:00", "02-01 00:00"]),
  ])
  func `five fields take values, lists, ranges, steps and names`(expression: String, expected: [String]) throws {
    #expect(try times(expression, count: expected.count) == expected)
  }

  @Test(arguments: [
    ("0 0 L * *", ["01-31", "02-28", "03-31", "04-30"]),
    ("0 0 L-2 * *", ["01-29", "02-26", "03-29", "04-28"]),
    ("0 0 15W * *", ["01-15", "02-16", "03-16", "04-15", "05-15", "06-15"]),
    ("0 0 1W * *", ["01-01", "02-02", "03-02", "04-01", "05-01"]),
    ("0 0 31W * *", ["01-30", "03-31", "05-29", "07-31", "08-31"]),
    ("0 0 LW * *", ["01-30", "02-27", "03-31", "04-30", "05-29"]),
    ("0 0 1,15,L * *", ["01-01", "01-15", "01-31", "02-01", "02-15", "02-28"]),
    ("0 0 * * MON#2", ["01-12", "02-09", "03-09"]),
    ("0 0 * * 5#5", ["01-30", "05-29", "07-31", "10-30"]),
    ("0 0 * * FRI#L", ["01-30", "02-27", "03-27"]),
    ("0 0 * * 5L", ["01-30", "02-27", "03-27"]),
    ("0 0 ? * friL", ["01-30", "02-27", "03-27"]),
    ("0 0 * * MON#1,FRI#L", ["01-05", "01-30", "02-02", "02-27"]),
    ("0 0 29 2 ?", ["02-29", "02-29"]),
  ])
  func `days are counted from either end of the month`(expression: String, expected: [String]) throws {
    #expect(try days(expression, count: expected.count) == expected)
  }

  @Test func `either day is enough, unless a field begins with a star or both are asked for`() throws {
    #expect(try days("0 0 13 * FRI", count: 4) == ["01-02", "01-09", "01-13", "01-16"])
    #expect(try days("0 0 */2 * FRI", count: 4) == ["01-09", "01-23", "02-13", "02-27"])
    #expect(try days("0 0 13 * */5", count: 4) == ["02-13", "03-13", "09-13", "11-13"])
    #expect(try days("0 0 13 * &FRI", count: 3) == ["02-13", "03-13", "11-13"])
    let both = CronTimes(try CronExpression("0 0 13 * FRI", mode: .both), in: .utc)
    #expect(Times.cron(both).next(after: try at("2026-01-01T00:00:00Z")) == (try at("2026-02-13T00:00:00Z")))
  }

  @Test(arguments: [
    ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@ANNUALLY", "0 0 1 1 *"),
  ])
  func `nicknames stand for five fields`(nickname: String, fields: String) throws {
    #expect(try times(nickname, count: 5) == (try times(fields, count: 5)))
  }
}
