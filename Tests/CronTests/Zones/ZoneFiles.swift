import Cron
import Foundation
import Testing

/// The system's zone files.
enum ZoneFiles {
  static let folder = "/usr/share/zoneinfo"

  static func zone(_ name: String) throws -> Zone {
    let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"), "no zone \(name)")
    return try Zone(name: name, file: bytes)
  }
}

/// Seconds since 1970 of an RFC 3339 instant.
func at(_ text: String) throws -> Int64 { try #require(RFC3339.milliseconds(of: text)) / 1_000 }

func text(_ seconds: Int64?) -> String? { seconds.map { RFC3339.text(millisecondsSince1970: $0 * 1_000) } }
