import Cron
import Testing

/// Clocks in Berlin go from 02:00 to 03:00 on 29 March 2026 (01:00 UTC), and from 03:00 back to 02:00 on 25 October
/// 2026 (01:00 UTC).
struct DaylightSavingTests {
  private func fires(
    _ expression: String, in zone: String = "Europe/Berlin", from: String, to: String,
    gap: GapPolicy = .runAfter, repeats: RepeatPolicy = .first
  ) throws -> [String] {
    let times = Times.cron(
      CronTimes(try CronExpression(expression), in: try ZoneFiles.zone(zone), gap: gap, repeats: repeats))
    let found = times.instants(after: try at(from), through: try at(to), limit: 100)
    #expect(times.count(after: try at(from), through: try at(to)) == found.count)
    var backward: [Int64] = []
    var end = try at(to) + 1
    while let previous = times.previous(before: end), previous > (try at(from)) {
      backward.insert(previous, at: 0)
      end = previous
    }
    #expect(backward == found)
    return found.compactMap { Cron.RFC3339.text(millisecondsSince1970: $0 * 1_000) }
  }

  private let spring = (from: "2026-03-28T22:59:00Z", to: "2026-03-29T10:00:00Z")
  private let autumn = (from: "2026-10-24T21:59:00Z", to: "2026-10-25T10:00:00Z")

  @Test func `a job whose time is skipped runs right after`() throws {
    #expect(try fires("30 2 * * *", from: spring.from, to: spring.to) == ["2026-03-29T01:00:00Z"])
    #expect(try fires("30 2 * * *", from: spring.from, to: spring.to, gap: .skip) == [])
    #expect(
      try fires("30 2 * * *", from: spring.from, to: spring.to, gap: .runBefore) == ["2026-03-29T00:59:00Z"])
  }

  @Test func `a job whose time comes twice runs the first time`() throws {
    #expect(try fires("30 2 * * *", from: autumn.from, to: autumn.to) == ["2026-10-25T00:30:00Z"])
    #expect(
      try fires("30 2 * * *", from: autumn.from, to: autumn.to, repeats: .last) == ["2026-10-25T01:30:00Z"])
    #expect(
      try fires("30 2 * * *", from: autumn.from, to: autumn.to, repeats: .both)
        == ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"])
  }

  @Test func `a job with a wildcard follows the clock`() throws {
    #expect(
      try fires("*/30 1-3 * * *", from: spring.from, to: spring.to)
        == ["2026-03-29T00:00:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"])
    #expect(try fires("0 * * * *", from: autumn.from, to: "2026-10-25T02:00:00Z").count == 5)
  }
}
