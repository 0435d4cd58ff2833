public import Cron

/// The time zones that deciding and checking may ask for. The shell reads them; the same edition gives the same answers.
public struct ZoneData: Sendable {
  /// Which edition of the IANA database they are of, as `2025b`. It is part of every event that they decided.
  public let version: String
  /// The zone of a name. What it throws says what is wrong with the name, and which one was probably meant.
  public let zone: @Sendable (String) throws -> Zone

  public init(version: String, zone: @escaping @Sendable (String) throws -> Zone) {
    self.version = version
    self.zone = zone
  }

  /// Where nobody reads zone files.
  public static let utcOnly = ZoneData(version: "none") { name in
    guard isUTC(name) else { throw NoSuchZone(name: name) }
    return .utc
  }

  /// UTC needs no data.
  static func isUTC(_ name: String) -> Bool { ["UTC", "Etc/UTC"].contains(name) }

  private struct NoSuchZone: Error, CustomStringConvertible {
    let name: String
    var description: String { "no time zone but UTC is known here, and not '\(name)'" }
  }
}
