import Cron
import Testing

struct BusinessCalendarTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test(arguments: [
    ("2026-12-24", "2026-12-24", "2027-12-24"), ("12-25", "2027-12-25", "2027-12-26"),
    ("2026-12-24..2027-01-02", "2027-01-02", "2027-01-03"), ("02-29", "2028-02-29", "2027-03-01"),
    ("MON#3 JAN", "2026-01-19", "2026-01-26"), ("THU#4 NOV", "2026-11-26", "2026-11-19"),
    ("MON#L MAY", "2026-05-25", "2026-05-18"), ("FRI>=06-19", "2026-06-19", "2026-06-26"),
    ("SAT>=06-20", "2028-06-24", "2028-06-17"), ("easter", "2026-04-05", "2026-04-06"),
    ("easter-2", "2026-04-03", "2026-04-04"), ("Easter+39", "2026-05-14", "2026-05-15"),
    ("easter+1", "2038-04-26", "2038-04-25"), ("easter", "2285-03-22", "2285-03-29"),
  ])
  func `a holiday is on its day`(rule: String, day: String, other: String) throws {
    let calendar = BusinessCalendar(holidays: [try Holiday("off", on: rule)])
    #expect(calendar.isHoliday(try date(day)) == "off")
    #expect(calendar.isHoliday(try date(other)) == nil)
  }

  @Test(arguments: [
    "", "2026-02-30", "13-01", "MON#6 JAN", "MON#3 FOO", "FOO#3 JAN", "MON#3", "easter+x", "easter2", "easter+400",
    "2026-01-02..2026-01-01", "2026-01-01..2028-01-01", "2026-01-01..", "MON>=02-30", "monday",
  ])
  func `a rule that isn't one is refused with those that are`(rule: String) {
    let problem = #expect(throws: HolidayError.self) { try Holiday("off", on: rule) }
    #expect(problem?.description.contains("'MON#3 JAN'") == true)
  }

  @Test func `days that begin in one year end in the next`() throws {
    let calendar = BusinessCalendar(holidays: [Holiday("closed", on: .yearly(month: 12, day: 24), length: 12)])
    #expect(calendar.isHoliday(try date("2027-01-04")) == "closed")
    #expect(calendar.isHoliday(try date("2027-01-05")) == nil)
  }

  @Test func `the next and the previous business day pass over holidays and days off`() throws {
    let calendar = BusinessCalendar(
      holidays: [try Holiday("Good Friday", on: "easter-2"), try Holiday("Easter Monday", on: "easter+1")],
      daysOff: [.saturday, .sunday])
    #expect(calendar.businessDay(after: try date("2026-04-02")) == (try date("2026-04-07")))
    #expect(calendar.businessDay(before: try date("2026-04-07")) == (try date("2026-04-02")))
    #expect(calendar.isBusinessDay(try date("2026-04-02")))
    #expect(!calendar.isBusinessDay(try date("2026-04-04")))
    let never = BusinessCalendar(holidays: [], daysOff: Set(Weekday.allCases))
    #expect(never.businessDay(after: try date("2026-04-02")) == nil)
  }
}
