/// One Swift file, as far as the checks look into it.
struct SwiftFile {
  let path: String
  let lines: [Substring]
  /// The lines with comments and the insides of string literals made blank.
  let codeLines: [Substring]

  init(path: String, text: String) {
    var blanker = Blanker(text)
    self.path = path
    self.lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.codeLines = blanker.blanked().split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The module it belongs to: the folder below `Sources` or `Tests`.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// The imported modules with their lines.
  var imports: [(module: String, line: Int)] {
    codeLines.enumerated().compactMap { index, line in
      let pattern = /^\s*(@\w+(\([^)]*\))?\s+)*((public|package|internal|fileprivate|private)\s+)?import\s+(?<rest>.+)$/
      guard line.contains("import"), let match = line.firstMatch(of: pattern) else { return nil }
      let words = match.output.rest.split(whereSeparator: { " .;".contains($0) })
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
      guard let name = words.first(where: { !kinds.contains($0) }) else { return nil }
      return (String(name), index + 1)
    }
  }
}
