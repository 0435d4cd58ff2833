import Cron
import Testing

struct ExplanationTests {
  @Test(arguments: [
    ("30 2 * * FRI#L", "at 02:30 on the last Friday of the month"),
    ("30 2 * * *", "at 02:30 every day"),
    ("* * * * *", "every minute"),
    ("*/15 * * * *", "every 15 minutes"),
    ("0 * * * *", "every hour, on the hour"),
    ("5 * * * *", "at minute 5 of every hour"),
    ("*/7 * * * *", "at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour"),
    ("*/15 9-17 * * MON-FRI", "every 15 minutes from 09:00 to 17:59 Monday to Friday"),
    ("0 9-17 * * MON-FRI", "every hour from 09:00 to 17:00 Monday to Friday"),
    ("0 */2 * * *", "every 2 hours, on the hour"),
    ("30 */2 * * *", "at minute 30 of every 2nd hour from 00:00"),
    ("0,30 9,17 * * *", "at 09:00, 09:30, 17:00 and 17:30 every day"),
    ("0 0 1 * *", "at 00:00 on day 1 of the month"),
    ("0 0 1,15 * *", "at 00:00 on days 1 and 15 of the month"),
    ("0 0 1-7 JAN,JUL *", "at 00:00 on days 1 to 7 of January and July"),
    ("0 0 */2 * *", "at 00:00 on every 2nd day from day 1 of the month"),
    ("0 0 L * *", "at 00:00 on the last day of the month"),
    ("0 0 L-1 * *", "at 00:00 on the day before the last of the month"),
    ("0 0 L-3 * *", "at 00:00 on the day 3 days before the last of the month"),
    ("0 0 15W * *", "at 00:00 on the working day nearest to day 15 of the month"),
    ("0 0 LW 12 *", "at 00:00 on the last working day of December"),
    ("0 0 * JUN-AUG *", "at 00:00 every day in June to August"),
    ("0 0 * * MON,WED,FRI", "at 00:00 every Monday, Wednesday and Friday"),
    ("0 0 * * SUN", "at 00:00 every Sunday"),
    ("0 0 * 5 SUN", "at 00:00 every Sunday in May"),
    ("0 9 * * MON#2", "at 09:00 on the second Monday of the month"),
    ("0 9 * * TUE,MON#2", "at 09:00 every Tuesday and on the second Monday of the month"),
    ("0 0 13 * FRI", "at 00:00 on day 13 of the month or every Friday"),
    ("0 0 13 * &FRI", "at 00:00 on day 13 of the month, if that is a Friday"),
    ("@yearly", "at 00:00 on day 1 of January"),
  ])
  func `an expression is explained in a sentence`(expression: String, sentence: String) throws {
    #expect(try CronExpression(expression).explained() == sentence)
  }

  @Test(arguments: [
    ("Europe/Berlin", "at 02:30 every day, Berlin time"), ("America/New_York", "at 02:30 every day, New York time"),
    ("America/Argentina/Buenos_Aires", "at 02:30 every day, Buenos Aires time"), ("UTC", "at 02:30 every day, UTC"),
    ("Etc/GMT+5", "at 02:30 every day, Etc/GMT+5"),
  ])
  func `the zone is named by its place`(zone: String, sentence: String) throws {
    #expect(try CronExpression("30 2 * * *").explained(zone: zone) == sentence)
  }
}
