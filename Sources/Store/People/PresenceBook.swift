public import Engine

/// When something was last used, to the minute. Losing it loses no work, so it lives in a file of its own and a failure
/// to write it is not an error of the request.
public protocol PresenceBook: Sendable {
  /// Notes a use. Written at most once a minute for each key.
  func touch(_ key: String, at now: Instant)

  /// The last use that was noted; nil when there was none.
  func lastSeen(_ key: String) -> Instant?
}
