import Orchestrator

/// What is mounted where, from proc(5).
enum MountTable {
  /// The kind of the file system that holds an absolute path, as `ext4`; nil when that can't be found out.
  static func kind(of path: String) -> String? {
    guard let table = try? HostFile.readText("/proc/self/mounts") else { return nil }
    let holding = table.split(separator: "\n").compactMap { line -> (point: String, kind: String)? in
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count >= 3, holds(unescaped(fields[1]), path) else { return nil }
      return (unescaped(fields[1]), fields[2])
    }
    // Of several mounts at one place the last one is on top.
    let longest = holding.map(\.point.count).max()
    return holding.last { $0.point.count == longest }?.kind
  }

  private static func holds(_ point: String, _ path: String) -> Bool {
    point == "/" || path == point || path.hasPrefix("\(point)/")
  }

  /// Blanks are written as `\040` there.
  private static func unescaped(_ text: String) -> String {
    text.replacing("\\040", with: " ").replacing("\\011", with: "\t").replacing("\\134", with: "\\")
  }
}
