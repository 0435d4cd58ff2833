public import Engine
import Glibc

/// Where "now" comes from. The core never asks for it; the shell asks here, and tests give their own.
public struct WallClock: Sendable {
  private let read: @Sendable () -> Instant

  public init(_ now: @escaping @Sendable () -> Instant) { read = now }

  public func now() -> Instant { read() }

  /// The system's clock.
  public static let system = WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Always the same moment.
  public static func fixed(_ instant: Instant) -> WallClock { WallClock { instant } }
}
