/// A heartbeat: a lower-case ULID.
public struct HeartbeatID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// One beat's result: a lower-case ULID.
public struct BeatID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// What watched things are called.
public enum WatchName {
  /// Names stand in addresses and in the ids of workflows.
  public static let maximumBytes = 64
  public static let form =
    "1 to \(maximumBytes) of a-z, 0-9, dots, dashes and underscores, beginning with a letter or digit"

  public static func isWellFormed(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= maximumBytes, isWord(first) else { return false }
    return name.utf8.allSatisfy {
      isWord($0) || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains($0)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
