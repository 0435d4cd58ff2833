import Cron
import Testing

/// The first times of an expression in UTC after the beginning of a day, written as `01-31 00:00`.
func times(_ expression: String, from day: String = "2026-01-01", count: Int, seed: String = "") throws -> [String] {
  let times = Times.cron(CronTimes(try CronExpression(expression, seed: seed), in: .utc))
  let found = times.instants(after: try at("\(day)T00:00:00Z") - 1, through: .max, limit: count)
  return found.compactMap { text($0) }.map { "\($0.dropFirst(5).prefix(5)) \($0.dropFirst(11).prefix(5))" }
}

/// The same, days only.
func days(_ expression: String, from day: String = "2026-01-01", count: Int) throws -> [String] {
  try times(expression, from: day, count: count).map { String($0.prefix(5)) }
}
