public import Cron
import Glibc
import Synchronization

/// The time zones of this host, read from its zone files and kept for as long as these stay as they are.
public final class ZoneCatalog: Sendable {
  /// The zones of `TZDIR`, else those that Debian's tzdata installs.
  public static let system = ZoneCatalog(folder: folderOfEnvironment ?? standardFolder)

  public static let standardFolder = "/usr/share/zoneinfo"

  public let folder: String
  private let known = Mutex<[String: Known]>([:])

  /// A zone, and the file that it was read from.
  private struct Known {
    let zone: Zone
    let size: Int64
    let modified: Int64
  }

  public init(folder: String) { self.folder = folder }

  /// The zone with this name, exactly as the IANA database writes it. `UTC` is known without any file.
  public func zone(named name: String) throws(ZoneProblem) -> Zone {
    guard Self.isName(name) else { throw unknown(name) }
    let path = "\(folder)/\(name)"
    guard let status = try? HostFile.status(of: path), !status.isDirectory else {
      if Self.namesOfUTC.contains(name) { return .utc }
      throw unknown(name)
    }
    if let known = known.withLock({ $0[name] }), known.size == status.size,
      known.modified == status.modifiedSecondsSince1970
    {
      return known.zone
    }
    let zone = try read(name, path)
    let fresh = Known(zone: zone, size: status.size, modified: status.modifiedSecondsSince1970)
    known.withLock { $0[name] = fresh }
    return zone
  }

  public func contains(_ name: String) -> Bool { (try? zone(named: name)) != nil }

  private func read(_ name: String, _ path: String) throws(ZoneProblem) -> Zone {
    let bytes: [UInt8]
    do { bytes = try HostFile.read(path, limit: Zone.largestFile) } catch {
      throw ZoneProblem(.broken, name, "time zone '\(name)': \(error)")
    }
    do { return try Zone(name: name, file: bytes) } catch {
      throw ZoneProblem(.broken, name, "\(error); reinstall the package tzdata")
    }
  }

  private func unknown(_ name: String) -> ZoneProblem {
    let names = names
    if names.isEmpty {
      return ZoneProblem(
        .unknown, name, "time zone '\(name)' is unknown: there are no zone files in \(folder); install tzdata")
    }
    let meant = nearest(to: name, among: names)
    let hint = meant.map { "did you mean '\($0)'?" } ?? "names are those of the IANA database, as 'Europe/Berlin'"
    return ZoneProblem(.unknown, name, "time zone '\(name.prefix(100))' is unknown; \(hint)")
  }

  /// A city alone is enough to guess by: `Berlin` and `berlin` are meant for `Europe/Berlin`.
  private func nearest(to name: String, among names: [String]) -> String? {
    guard name.utf8.count <= Self.longestName else { return nil }
    let wanted = name.lowercased().split(separator: " ").joined(separator: "_")
    return names.first { $0.lowercased() == wanted }
      ?? names.first { $0.lowercased().hasSuffix("/" + wanted) } ?? NearestName.of(name, among: names)
  }
}

// MARK: - Names

extension ZoneCatalog {
  private static let namesOfUTC: Set = ["UTC", "Etc/UTC"]

  /// The longest of the IANA database has 32.
  private static let longestName = 64
  private static let deepestFolder = 3

  /// The names of all zones that there are files for, sorted.
  public var names: [String] { names(in: "", depth: 1).sorted() }

  /// Which edition of the IANA database the files are of, as `2025b`; nil when they don't say.
  public var version: String? {
    guard let descriptor = fopen("\(folder)/tzdata.zi", "re") else { return nil }
    defer { fclose(descriptor) }
    var line = [UInt8](repeating: 0, count: 64)
    let count = fread(&line, 1, line.count, descriptor)
    let words = line[..<count].prefix { $0 != UInt8(ascii: "\n") }.split(separator: UInt8(ascii: " "))
    guard words.count == 3, words[1].elementsEqual("version".utf8) else { return nil }
    return String(decoding: words[2], as: UTF8.self)
  }

  private func names(in prefix: String, depth: Int) -> [String] {
    let entries = (try? HostFile.names(in: "\(folder)/\(prefix)")) ?? []
    return entries.flatMap { entry -> [String] in
      let name = prefix + entry
      guard Self.isName(name), let status = try? HostFile.status(of: "\(folder)/\(name)") else { return [] }
      if !status.isDirectory { return [name] }
      return depth < Self.deepestFolder ? names(in: name + "/", depth: depth + 1) : []
    }
  }

  /// Every part begins with a capital letter, so that nothing leads out of the folder, and neither the copies of the
  /// database that count leap seconds (`right/`) nor the host's own zone (`localtime`) are taken for zones.
  private static func isName(_ name: String) -> Bool {
    guard name.utf8.count <= longestName else { return false }
    return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return false }
      return part.allSatisfy { isalnum(Int32($0)) != 0 && $0 < 0x80 || "_+-".utf8.contains($0) }
    }
  }

  private static var folderOfEnvironment: String? {
    guard let value = getenv("TZDIR") else { return nil }
    let path = String(cString: value)
    return path.hasPrefix("/") ? path : nil
  }
}
