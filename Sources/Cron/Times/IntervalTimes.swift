/// Every so many seconds from an anchor on, which is the first instant itself. Time that passes is counted: clocks that
/// are set forward or back change nothing.
public struct IntervalTimes: Sendable, Hashable {
  public let seconds: Int64
  public let anchor: Int64

  /// - Parameter everySeconds: at least one; what is less counts as one.
  public init(everySeconds: Int64, anchor: Int64) {
    seconds = max(everySeconds, 1)
    self.anchor = max(anchor, Times.first)
  }

  func next(after instant: Int64) -> Int64? {
    guard anchor < Times.end else { return nil }
    if instant < anchor { return anchor }
    let passed = instant - anchor
    let (next, overflow) = instant.addingReportingOverflow(seconds - passed % seconds)
    return overflow || next >= Times.end ? nil : next
  }

  func previous(before instant: Int64) -> Int64? {
    let last = min(max(instant, Times.first), Times.end) - 1
    guard last >= anchor else { return nil }
    return last - (last - anchor) % seconds
  }

  func count(after instant: Int64, through last: Int64) -> Int {
    guard instant < last else { return 0 }
    return count(through: last) - count(through: instant)
  }

  private func count(through instant: Int64) -> Int {
    let last = min(instant, Times.end - 1)
    return last < anchor ? 0 : Int((last - anchor) / seconds) + 1
  }
}
