import Cron
import Engine

/// When a monitor's pings are expected.
struct MonitorTimes {
  private let times: Times?
  private let every: TimeSpan?

  /// - Throws: ``OperationError`` (`invalid`) for an expression or a zone that there is not.
  init(_ spec: MonitorSpec) throws(OperationError) {
    switch spec.expectation {
    case .every(let span):
      (every, times) = (span, nil)
    case .cron(let text, let timezone):
      let zone: Zone
      do { zone = try ZoneCatalog.system.zone(named: timezone) } catch {
        throw OperationError(monitor: "timezone", error.description)
      }
      do throws(CronError) {
        (every, times) = (nil, .cron(CronTimes(try CronExpression(text, seed: spec.name), in: zone)))
      } catch {
        throw OperationError(monitor: "cron", error.description)
      }
    }
  }

  func next(after now: Instant) -> Instant? {
    if let every { return now + every }
    return times?.next(after: now.milliseconds / 1_000).map { Instant(milliseconds: $0 * 1_000) }
  }
}

extension OperationError {
  init(monitor field: String, _ message: String) {
    self.init(.invalid, message, issues: [CheckIssue(.invalidValue, path: field, message: message)])
  }
}
