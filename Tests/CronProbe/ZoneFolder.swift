import Cron
import Glibc

/// The zones of the system, each read once.
final class ZoneFolder {
  private var known: [String: Zone] = [:]
  private let folder = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"

  func zone(_ name: String) throws -> Zone {
    if let zone = known[name] { return zone }
    let zone = try Zone(name: name, file: bytes("\(folder)/\(name)"))
    known[name] = zone
    return zone
  }

  private func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Zone.largestFile)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
  }
}
