import Cron
import Testing

struct CronErrorTests {
  private func problem(_ expression: String) -> CronError? {
    #expect(throws: CronError.self, "\(expression)") { try CronExpression(expression) }
  }

  @Test(arguments: [
    ("0 0 * * MUN", 8, "did you mean 'MON'?"),
    ("0 0 * * Monday", 8, "did you mean 'MON'?"),
    ("0 0 1 FBE *", 6, "did you mean 'FEB'?"),
    ("0 0 1 Sept *", 6, "did you mean 'SEP'?"),
    ("0 0 1 ZZZ *", 6, "the names are JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC"),
    ("60 0 * * *", 0, "it goes from 0 to 59"),
    ("0 24 * * *", 2, "it goes from 0 to 23"),
    ("0 0 0 * *", 4, "it goes from 1 to 31"),
    ("0 0 * 13 *", 6, "it goes from 1 to 12"),
    ("0 22-2 * * *", 2, "write '22-23,0-2'"),
    ("0 0 * * FRI-MON", 8, "write '5-6,0-1'"),
    ("*/90 * * * *", 2, "an interval such as `every: 90m` goes beyond the fields of a clock"),
    ("0 0 * * L", 8, "the last Friday of a month is 'FRI#L'"),
    ("0 0 * * MON#6", 12, "there are 1 to 5, and 'L' for the last"),
    ("? 0 * * *", 0, "write '*'"),
    ("0 0 * *", 7, "they are minute, hour, day of month, month, day of week"),
    ("1, 0 * * *", 2, "a value is missing"),
    ("@fortnightly", 0, "there are @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually"),
  ])
  func `a mistake is told with its place and what to write`(expression: String, position: Int, suggestion: String) {
    let problem = problem(expression)
    #expect(problem?.position == position)
    #expect(problem?.suggestion == suggestion)
    #expect(problem?.description.contains("(character \(position + 1)); \(suggestion)") == true)
  }

  @Test func `seconds are refused with the way to go below a minute`() {
    let problem = problem("0 */5 * * * *")
    #expect(problem?.description.contains("seconds are not supported") == true)
    #expect(problem?.suggestion?.contains("`every: 30s` with `tick --linger`") == true)
  }

  @Test func `a start of the host is no time`() {
    let problem = problem("@reboot")
    #expect(problem?.message.contains("'@reboot' is no time") == true)
    #expect(problem?.suggestion?.contains("crontab") == true)
  }

  @Test(arguments: [
    "0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 31W 4 *", "0 0 L-30 2,4 *", "0 0 L-29 2 *", "0 0 30-31 feb ?",
    "0 0 30 2 &MON", "0 0 */31 2 &SUN#5", "0 0 1-7 * &MON#2",
  ])
  func `what never comes is refused`(expression: String) {
    #expect(problem(expression)?.message.hasPrefix("it never comes") == true)
  }

  @Test(arguments: ["0 0 29 2 *", "0 0 30 2 MON", "0 0 29 2 &SUN", "0 0 * 2 WED#5", "0 0 L-28 2 *", "0 0 31 2,3 *"])
  func `what comes seldom is accepted, and found`(expression: String) throws {
    #expect(try days(expression, count: 2).count == 2)
  }

  @Test(arguments: [
    "", " ", "*", "* * * * * * *", "* * * * * * * *", "a b c d e", "*/0 * * * *", "-1 * * * *", "1- * * * *",
    "1/ * * * *",
    "99999 * * * *", "1,,2 * * * *", "0 0 L-31 * *", "0 0 32W * *", "0 0 LX * *", "0 0 * * MON#", "0 0 * * #2",
    "H(5-2) * * * *", "H(5 * * * *", "H( * * * *", "** * * * *", "1-2-3 * * * *", "1/2/3 * * * *", "@daily @daily",
    "\u{0}0 0 1 * *", "0 0 1 * \u{e9}", "0 0 1W/2 * *", "0 0 L,,1 * *", "0 0 * * &", "0 0 &1 * *",
  ])
  func `nonsense is refused`(expression: String) {
    #expect(problem(expression) != nil)
  }

  @Test func `an expression of a thousand characters is enough`() {
    #expect(problem(String(repeating: "1,", count: 5_000) + "1 * * * *")?.message.contains("at most") == true)
  }

  @Test func `whatever is written is read or refused`() {
    var dice = Dice(seed: 1)
    let pieces = [
      "*", "/", "-", ",", "#", "L", "W", "H", "(", ")", "?", "&", " ", " ", "1", "5", "31", "MON", "FEB", "@", "0",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...14, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
        .joined()
      if let expression = try? CronExpression(text + " * * * *", seed: "x") {
        #expect(Times.cron(CronTimes(expression, in: .utc)).next(after: 0) != nil, "\(text)")
      }
    }
  }
}
