import Cron
import Engine
import Foundation

extension ZoneData {
  /// The zones of the system that tests run on.
  static let forTests = ZoneData(version: "of the tests") { name in
    guard !name.contains("."), let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)") else {
      throw Unknown(name: name)
    }
    return try Zone(name: name, file: bytes)
  }

  private struct Unknown: Error, CustomStringConvertible {
    let name: String
    var description: String { "time zone '\(name)' is unknown" }
  }
}
