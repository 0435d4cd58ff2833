import Foundation

/// One of the test files of the Debian package golang-starlark-dev: small programs with `---` between them.
struct ChunkedFile {
  struct Chunk {
    let name: String
    /// With the line numbers of the whole file.
    let source: String
    let options: Set<String>
    /// Lines with `### "regexp"`: there the program must fail.
    let failures: [Int: String]
  }

  let chunks: [Chunk]

  static let folder = "/usr/share/gocode/src/go.starlark.net/starlark/testdata"

  static var isInstalled: Bool { FileManager.default.fileExists(atPath: folder + "/assign.star") }

  /// The file, with the lines that ``ReferenceDeviation`` names replaced.
  init(_ name: String) throws {
    var lines = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8).components(separatedBy: "\n")
    for deviation in ReferenceDeviation.all where deviation.file == name { try deviation.apply(to: &lines) }
    var chunks: [Chunk] = []
    var start = 0
    for (index, line) in (lines + ["---"]).enumerated() where line == "---" {
      chunks.append(Self.chunk(name, Array(lines[start..<min(index, lines.count)]), from: start))
      start = index + 1
    }
    self.chunks = chunks
  }

  private static func chunk(_ name: String, _ lines: [String], from start: Int) -> Chunk {
    var failures: [Int: String] = [:]
    for (index, line) in lines.enumerated() {
      guard let mark = line.range(of: "###") else { continue }
      let quoted = line[mark.upperBound...].trimmingCharacters(in: .whitespaces)
      failures[start + index + 1] = String(quoted.dropFirst().dropLast()).replacingOccurrences(of: "\\\"", with: "\"")
    }
    let words = lines.joined(separator: " ").components(separatedBy: " ")
    return Chunk(
      name: "\(name):\(start + 1)",
      source: String(repeating: "\n", count: start) + lines.joined(separator: "\n"),
      options: Set(words.filter { $0.hasPrefix("option:") }.map { String($0.dropFirst("option:".count)) }),
      failures: failures)
  }
}
