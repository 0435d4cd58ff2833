/// What pings and their absence mean for a monitor.
///
/// `expected` answers when the ping after a moment is expected; nil when never again.
public enum MonitorWatch {
  public struct Verdict: Hashable, Sendable {
    public var monitor: Monitor
    /// As it is kept: with its duration.
    public var ping: Ping?
    public var alerts: [AlertChange]
  }

  /// A job spoke.
  public static func heard(_ ping: Ping, by monitor: Monitor, expected: (Instant) -> Instant?) -> Verdict {
    var verdict = Verdict(monitor: monitor, ping: ping, alerts: [])
    verdict.monitor.lastPing = ping.at
    switch ping.kind {
    case .start:
      verdict.monitor.startedAt = ping.at
      // It is at work: what is waited for now is its end.
      if monitor.status != .down, !monitor.isPaused { verdict.monitor.alertAt = ping.at + monitor.spec.grace }
      return verdict
    case .success:
      verdict.monitor.status = .up
      verdict.alerts = [.resolve(key(.missing, monitor)), .resolve(key(.failed, monitor))]
    case .fail:
      verdict.monitor.status = .down
      verdict.alerts = [.resolve(key(.missing, monitor))]
      if !monitor.isPaused { verdict.alerts.append(.raise(notice(.failed, monitor, story(of: ping)))) }
    }
    if let began = monitor.startedAt {
      verdict.ping?.duration = ping.at - began
      verdict.monitor.lastDuration = ping.at - began
    }
    verdict.monitor.startedAt = nil
    verdict.monitor.expect(from: ping.at, expected)
    return verdict
  }

  /// Nothing came in time.
  public static func missed(by monitor: Monitor, at now: Instant) -> Verdict {
    var verdict = Verdict(monitor: monitor, alerts: [])
    verdict.monitor.status = .down
    verdict.monitor.alertAt = nil
    verdict.alerts = [.raise(notice(.missing, monitor, silence(of: monitor)))]
    return verdict
  }

  private static func key(_ kind: AlertNotice.Kind, _ monitor: Monitor) -> AlertKey {
    AlertKey(kind: kind, source: monitor.id.rawValue)
  }

  private static func notice(_ kind: AlertNotice.Kind, _ monitor: Monitor, _ details: String) -> AlertNotice {
    AlertNotice(kind, source: monitor.id.rawValue, sourceName: monitor.spec.name, details: details)
  }

  private static func story(of ping: Ping) -> String {
    let head = ping.exit.map { "it ended with status \($0)" } ?? "it reported a failure"
    guard let body = ping.body, !body.isEmpty else { return head }
    return "\(head): \(String(String.UnicodeScalarView(body.unicodeScalars.suffix(1_000))))"
  }

  private static func silence(of monitor: Monitor) -> String {
    if let began = monitor.startedAt {
      return "it began at \(began) and has not ended; \(HeartbeatSpec.text(of: monitor.spec.grace)) are allowed"
    }
    let expected = monitor.expectedAt.map { "expected at \($0)" } ?? "expected"
    guard let last = monitor.lastPing else { return "\(expected); it has never been pinged" }
    return "\(expected); the last ping came at \(last)"
  }
}

extension Monitor {
  /// From now on the next ping is waited for.
  public mutating func expect(from now: Instant, _ expected: (Instant) -> Instant?) {
    expectedAt = isPaused ? nil : expected(now)
    alertAt = expectedAt.map { $0 + spec.grace }
  }

  /// Nothing is expected any more.
  public mutating func pause() {
    isPaused = true
    expectedAt = nil
    alertAt = nil
    startedAt = nil
  }

  /// A fresh start: what stayed away meanwhile was allowed to.
  public mutating func resume(at now: Instant, _ expected: (Instant) -> Instant?) {
    isPaused = false
    status = lastPing == nil ? .new : .up
    expect(from: now, expected)
  }
}
