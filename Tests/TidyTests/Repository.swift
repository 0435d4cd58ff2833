import Foundation

/// The files of this repository, with their paths relative to its root.
struct Repository {
  var root: URL

  /// The one that this file lies in.
  static let own = Repository(
    root: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent())

  /// Read once, since every check looks at all of them.
  static let sources = Result { try own.swiftFiles(in: "Sources") }
  static let tests = Result { try own.swiftFiles(in: "Tests") }

  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Paths below `folder` that end in `suffix`, sorted.
  func files(in folder: String, suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      .filter { $0.hasSuffix(suffix) }
      .map { "\(folder)/\($0)" }
      .sorted()
  }

  func swiftFiles(in folder: String) throws -> [SwiftFile] {
    try files(in: folder, suffix: ".swift").map { SwiftFile(path: $0, text: try text($0)) }
  }
}
