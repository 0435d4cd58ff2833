public import Engine
public import Store

/// Whether ticks come: without them nothing moves, however well everything else looks.
public struct TickWatch: Sendable {
  /// The newest tick; nil when none has run yet.
  public let last: TickRecord?
  public let now: Instant
  /// The line that the crontab of this host needs.
  public let crontabLine: String

  /// Cron starts one each minute; two missed in a row are no accident.
  public static let patience = TimeSpan.seconds(120)

  public init(_ last: TickRecord?, now: Instant, directory: DataDirectory) {
    self.last = last
    self.now = now
    crontabLine = "* * * * * \(HostProgram.folder ?? "/path/to")/tick --data \(directory.path)"
  }

  /// When a tick was last at work.
  public var lastAt: Instant? { last.map { max($0.startedAt, $0.finishedAt ?? $0.startedAt) } }

  public var state: State {
    guard let last, let lastAt else { return .never }
    if now - lastAt > Self.patience { return .late }
    return last.error == nil ? .ok : .failing
  }

  public enum State: String, Sendable {
    case ok
    /// None has run yet.
    case never
    /// The last one is too long ago.
    case late
    /// They come, and the last one ended before its time.
    case failing
  }
}

extension Installation {
  public func tickWatch() throws -> TickWatch {
    TickWatch(try storage.read { try $0.ticks(limit: 1).first }, now: clock.now(), directory: directory)
  }
}
