/// What a zone file says.
struct ZoneRules: Hashable, Sendable {
  /// In force before the first change.
  var first: LocalTimeType
  /// In the order of time.
  var changes: [Change]
  /// In force after the last change; nil when that lasts for ever.
  var rule: ZoneRule?

  struct Change: Hashable, Sendable {
    var at: Int64
    var type: LocalTimeType
  }
}

/// How clocks are set for a while.
struct LocalTimeType: Hashable, Sendable {
  /// Seconds east of UTC.
  var offset: Int64
  var isDaylightSaving: Bool
  var abbreviation: String

  /// RFC 8536 wants all offsets between a little more than a day either way; nothing on Earth has come near.
  static let offsets: ClosedRange<Int64> = -93_599...93_599
}
