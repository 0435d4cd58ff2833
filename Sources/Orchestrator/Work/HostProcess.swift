import Glibc

/// A process of this host, told apart from a later one of the same number by when it began.
struct HostProcess: Hashable, Sendable {
  var id: Int32
  /// Clock ticks since the system started (field 22 of /proc/PID/stat, proc(5)).
  var start: Int64

  static var current: HostProcess { HostProcess(id: getpid(), start: start(of: getpid()) ?? 0) }

  var isAlive: Bool { HostProcess.start(of: id) == start }

  /// Ends the process at once, unless the number belongs to another by now.
  func kill() {
    if isAlive { _ = Glibc.kill(id, SIGKILL) }
  }

  private static func start(of id: Int32) -> Int64? {
    guard let text = try? HostFile.readText("/proc/\(id)/stat", limit: 4_096) else { return nil }
    // The name in parentheses may hold anything, also parentheses; the fields after it are plain.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19 else { return nil }
    return Int64(fields[19])
  }

  static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension HostProcess {
  /// A killed process is gone within milliseconds; one that the kernel can't end (a disk that doesn't answer) is left
  /// for the next rescue.
  func waitUntilGone() {
    for _ in 0..<100 where isAlive { usleep(10_000) }
  }
}
