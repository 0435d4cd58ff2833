import Cron
import Glibc

/// For each line, `EXPRESSION<tab>ZONE<tab>START<tab>COUNT`, the next instants after the start, in seconds since 1970,
/// or why there are none. Each answer is checked against what the same times say backward and in sum.
struct Answering {
  let zones: ZoneFolder

  func run() {
    while let line = readLine() {
      print(answer(line.split(separator: "\t").map(String.init)))
      fflush(nil)
    }
  }

  private func answer(_ question: [String]) -> String {
    guard question.count == 4, let start = Int64(question[2]), let count = Int(question[3]) else {
      return "no question"
    }
    do {
      let times = Times.cron(CronTimes(try CronExpression(question[0]), in: try zones.zone(question[1])))
      let found = times.instants(after: start, through: .max, limit: count)
      return contradiction(times, start, found) ?? found.map { "\($0)" }.joined(separator: " ")
    } catch {
      return "refused: \(error)"
    }
  }

  private func contradiction(_ times: Times, _ start: Int64, _ found: [Int64]) -> String? {
    guard let last = found.last else { return nil }
    if times.count(after: start, through: last) != found.count {
      return "counts \(times.count(after: start, through: last)) where there are \(found)"
    }
    for (one, next) in zip(found, found.dropFirst()) where times.previous(before: next) != one {
      return "finds \(String(describing: times.previous(before: next))) before \(next), and not \(one)"
    }
    if let before = times.previous(before: found[0]), before > start {
      return "finds \(before) before \(found[0]), but not after \(start)"
    }
    return nil
  }
}
