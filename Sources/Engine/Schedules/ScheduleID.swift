/// A schedule's lower-case ULID.
public struct ScheduleID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A backfill's lower-case ULID.
public struct BackfillID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
