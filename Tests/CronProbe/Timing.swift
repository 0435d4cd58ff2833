import Cron

/// For each line, `EXPRESSION<tab>ZONE<tab>START`, how long it takes to find the next instant: the median of many, in
/// nanoseconds, and the instant itself. Each search begins where the one before it ended, as a schedule's do.
struct Timing {
  let zones: ZoneFolder

  /// One search is shorter than the clock is fine, so a thousand in a row are timed.
  private static let searches = 1_000
  private static let rounds = 31

  func run() {
    while let line = readLine() {
      let question = line.split(separator: "\t").map(String.init)
      guard question.count == 3, let start = Int64(question[2]),
        let expression = try? CronExpression(question[0]), let zone = try? zones.zone(question[1])
      else {
        print("no question")
        continue
      }
      let times = Times.cron(CronTimes(expression, in: zone))
      print("\(median(times, start)) \(times.next(after: start) ?? -1)")
    }
  }

  private func median(_ times: Times, _ start: Int64) -> Int64 {
    let clock = ContinuousClock()
    let taken = (0..<Self.rounds).map { _ in
      var at = start
      let duration = clock.measure {
        for _ in 0..<Self.searches { at = times.next(after: at) ?? start }
      }
      return duration.components.attoseconds / 1_000_000_000 / Int64(Self.searches)
    }
    return taken.sorted()[Self.rounds / 2]
  }
}
