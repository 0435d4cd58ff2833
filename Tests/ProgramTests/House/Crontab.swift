import Foundation
import Testing

/// Lines in the crontab of the user who runs the tests, between markers, and a daemon that reads them.
///
/// Other tests and the demo edit the same crontab: each rewrites it under the lock that the demo uses, and takes away
/// nothing but its own lines.
final class Crontab {
  private let mark: String
  private var daemon: Process?

  private static let lockFile = "/tmp/escapement-crontab-\(getuid()).lock"
  private static let program = "/usr/sbin/cron"

  /// Whether this host can run what a crontab says.
  static var isAvailable: Bool {
    let files = FileManager.default
    return files.isExecutableFile(atPath: "/usr/bin/crontab")
      && (isDaemonRunning || (getuid() == 0 && files.isExecutableFile(atPath: program)))
  }

  /// - Parameter lines: without the markers.
  init(_ lines: [String]) throws {
    mark = "escapement test \(UUID().uuidString)"
    try Self.rewrite { $0 + ["# >>> \(mark)"] + lines + ["# <<< \(mark)"] }
    guard !Self.isDaemonRunning else { return }
    let daemon = Process()
    daemon.executableURL = URL(fileURLWithPath: Self.program)
    daemon.arguments = ["-f"]
    daemon.standardOutput = FileHandle.nullDevice
    daemon.standardError = FileHandle.nullDevice
    try daemon.run()
    self.daemon = daemon
  }

  deinit {
    let mark = mark
    try? Self.rewrite { lines in
      guard let first = lines.firstIndex(of: "# >>> \(mark)"), let last = lines.firstIndex(of: "# <<< \(mark)") else {
        return lines
      }
      return Array(lines[..<first] + lines[(last + 1)...])
    }
    guard let daemon else { return }
    // A thread that tests run on blocks SIGTERM, and what it starts inherits that.
    kill(daemon.processIdentifier, SIGKILL)
    daemon.waitUntilExit()
  }

  private static var isDaemonRunning: Bool {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.contains { entry in
      guard Int(entry) != nil else { return false }
      let name = try? String(contentsOfFile: "/proc/\(entry)/comm", encoding: .utf8)
      return ["cron\n", "crond\n"].contains(name)
    }
  }

  private static func rewrite(_ change: ([String]) -> [String]) throws {
    let descriptor = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX) == 0)
    let lines = change(try read())
    try lines.isEmpty ? run(["-r"]) : run(["-"], input: lines.joined(separator: "\n") + "\n")
  }

  private static func read() throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/crontab")
    process.arguments = ["-l"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
  }

  private static func run(_ arguments: [String], input: String = "") throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/crontab")
    process.arguments = arguments
    process.standardInput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
