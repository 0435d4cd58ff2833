import Digest
import Engine
import Store

/// How often and how long something is tried, and how long an endpoint that fails is left in peace.
///
/// Waits double or triple and are drawn from nothing to their full length ("full jitter"), so that what failed together
/// doesn't come back together. The draw follows from the message, so a test can foretell it.
enum DeliveryPolicy {
  /// Tries of one delivery: with the waits below they take about a day.
  static let tries = 14

  /// Half of these is drawn on average: 10 s, 30 s, 90 s … to eight hours, in all 24 hours and a half.
  static func wait(afterTry number: Int, of message: String) -> TimeSpan {
    var longest: Int64 = 10_000
    for _ in 1..<max(number, 1) where longest < longestWait { longest *= 3 }
    let share = Double(UInt64(sha256Hex("\(message)/\(number)").prefix(13), radix: 16) ?? 0) / Double(UInt64(1) << 52)
    return TimeSpan(milliseconds: Int64(Double(min(longest, longestWait)) * share))
  }

  private static let longestWait: Int64 = 8 * 3_600_000

  /// Nobody may put us off for longer.
  static let longestRetryAfter = TimeSpan.seconds(86_400)

  /// Until when an endpoint is left in peace that has failed so often in a row; nil for the first few times.
  static func peace(afterFailures failures: Int, at now: Instant) -> Instant? {
    guard failures >= 3 else { return nil }
    let doublings = min(failures - 3, 5)
    return now + .seconds(min(10 << Int64(doublings), 300))
  }

  static func report(on parcel: Parcel, _ receipt: Receipt) -> DeliveryReport? {
    let claim = parcel.claim
    let now = parcel.startedAt + receipt.duration
    let number = claim.delivery.tries + 1
    var attempt = DeliveryAttempt(
      number: claim.delivery.attempts + 1, at: parcel.startedAt, duration: receipt.duration, succeeded: false,
      status: receipt.status, excerpt: receipt.excerpt)
    let verdict: DeliveryReport.Verdict
    var standing = DeliveryReport.Standing.fails(
      resumeAt: peace(afterFailures: claim.endpoint.failures + 1, at: now))
    switch receipt.result {
    case .interrupted:
      return nil
    case .delivered:
      attempt.succeeded = true
      (verdict, standing) = (.delivered, .answers)
    case .failed(let error, let retryAfter):
      attempt.error = error
      let wait = max(
        wait(afterTry: number, of: claim.delivery.message.id), min(retryAfter ?? .seconds(0), longestRetryAfter))
      verdict = number < tries ? .again(at: now + wait) : .dead
    case .refused(let error):
      attempt.error = error
      verdict = .dead
    case .gone(let reason):
      attempt.error = reason
      (verdict, standing) = (.dead, .gone(reason))
    }
    return DeliveryReport(claim, lease: parcel.lease, attempt: attempt, verdict: verdict, standing: standing)
  }
}
