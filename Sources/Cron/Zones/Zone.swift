/// A time zone with its whole history and its rules for the future, as its zone file tells them.
///
/// Instants are seconds since 1970. Right from the file's first entry to the end of time as far as anyone knows it.
public struct Zone: Sendable {
  /// As in the IANA database: `Europe/Berlin`.
  public let name: String
  let table: ZoneTable

  /// Bytes. The largest file of the IANA database has less than 4 kB.
  public static let largestFile = 262_144

  /// - Parameter file: the bytes of a compiled zone file, of any version of RFC 8536.
  public init(name: String, file: some Sequence<UInt8>) throws(ZoneError) {
    var reader = ZoneFileReader(zone: name, bytes: Array(file))
    self.init(name: name, table: ZoneTable(try reader.read()))
  }

  init(name: String, table: ZoneTable) {
    self.name = name
    self.table = table
  }

  public static let utc = Zone(
    name: "UTC",
    table: ZoneTable(
      ZoneRules(first: LocalTimeType(offset: 0, isDaylightSaving: false, abbreviation: "UTC"), changes: [], rule: nil)))

  /// What clocks of this zone show at an instant.
  public func local(at seconds: Int64) -> LocalTime {
    let instant = ZoneTable.clamped(seconds)
    let type = table.type(at: instant)
    return LocalTime(
      civil: CivilTime(secondsSince1970: instant + type.offset), offset: Int(type.offset),
      abbreviation: type.abbreviation, isDaylightSaving: type.isDaylightSaving)
  }
}

extension Zone: Hashable {
  public static func == (one: Zone, other: Zone) -> Bool {
    one.name == other.name && (one.table === other.table || one.table.rules == other.table.rules)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What clocks show at an instant.
public struct LocalTime: Hashable, Sendable {
  public var civil: CivilTime
  /// Seconds east of UTC.
  public var offset: Int
  /// `CEST`, or `+03` where nobody uses letters.
  public var abbreviation: String
  public var isDaylightSaving: Bool
}
