import Cron
import Testing

/// Changes of the clocks by three hours and more. To Debian's cron (and here) they are corrections, not daylight saving:
/// the new time counts at once, so that times in between are left out and repeated ones come twice. cronsim sees daylight
/// saving in them, so the differential test leaves them to this table.
struct CorrectionTests {
  struct Case: Sendable {
    let zone: String
    let expression: String
    let from: String
    let to: String
    let fires: [String]
  }

  static let cases = [
    // Samoa crossed the date line: 30 December 2011 was left out.
    Case(
      zone: "Pacific/Apia", expression: "0 12 30 12 *", from: "2011-12-01T00:00:00Z", to: "2012-06-01T00:00:00Z",
      fires: []),
    Case(
      zone: "Pacific/Apia", expression: "0 12 * * *", from: "2011-12-29T12:00:00Z", to: "2011-12-31T12:00:00Z",
      fires: ["2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z"]),
    Case(
      zone: "Pacific/Kwajalein", expression: "30 6 * 8 *", from: "1993-08-20T12:00:00Z", to: "1993-08-23T00:00:00Z",
      fires: ["1993-08-20T18:30:00Z", "1993-08-21T18:30:00Z", "1993-08-22T18:30:00Z"]),
    Case(
      zone: "Pacific/Kiritimati", expression: "0 0 31 12 *", from: "1994-06-01T00:00:00Z", to: "1995-06-01T00:00:00Z",
      fires: []),
    Case(
      zone: "Pacific/Kiritimati", expression: "0 0 1 1 *", from: "1994-06-01T00:00:00Z", to: "1995-06-01T00:00:00Z",
      fires: ["1994-12-31T10:00:00Z"]),
    // Casey set its clocks forward by three hours, from 02:00 to 05:00 on 18 October 2009.
    Case(
      zone: "Antarctica/Casey", expression: "0,30 2,5 * * *", from: "2009-10-17T12:00:00Z", to: "2009-10-18T12:00:00Z",
      fires: ["2009-10-17T18:00:00Z", "2009-10-17T18:30:00Z"]),
    // Back by exactly three hours, from 02:00 to 23:00 on 4 March 2010: daylight saving still, so once.
    Case(
      zone: "Antarctica/Casey", expression: "30 23 * * *", from: "2010-03-04T03:00:00Z", to: "2010-03-05T12:00:00Z",
      fires: ["2010-03-04T12:30:00Z"]),
    // Danmarkshavn: from 00:00 to 03:00 on 1 January 1996.
    Case(
      zone: "America/Danmarkshavn", expression: "0 1 * * *", from: "1995-12-31T12:00:00Z", to: "1996-01-02T12:00:00Z",
      fires: ["1996-01-02T01:00:00Z"]),
    // Vostok: back by seven hours on 1 February 1994, and forward again in November.
    Case(
      zone: "Antarctica/Vostok", expression: "0 20 * * *", from: "1994-01-31T09:00:00Z", to: "1994-02-01T12:00:00Z",
      fires: ["1994-01-31T13:00:00Z", "1994-01-31T20:00:00Z"]),
    Case(
      zone: "Antarctica/Vostok", expression: "0 3 * * *", from: "1994-10-31T12:00:00Z", to: "1994-11-02T00:00:00Z",
      fires: ["1994-11-01T20:00:00Z"]),
    Case(
      zone: "Asia/Ust-Nera", expression: "0 1 * 4 *", from: "1981-03-31T00:00:00Z", to: "1981-04-02T00:00:00Z",
      fires: ["1981-04-01T13:00:00Z"]),
  ]

  @Test(arguments: cases)
  func `after a correction the new time counts at once`(example: Case) throws {
    for gap in GapPolicy.allCases {
      let times = Times.cron(
        CronTimes(try CronExpression(example.expression), in: try ZoneFiles.zone(example.zone), gap: gap))
      let (from, to) = (try at(example.from), try at(example.to))
      let found = times.instants(after: from, through: to, limit: 10)
      #expect(found.compactMap { text($0) } == example.fires)
      #expect(times.count(after: from, through: to) == example.fires.count)
      #expect(times.previous(before: to + 1) == found.last || found.isEmpty)
    }
  }
}
