/// One line of a source with a caret under a place of it.
enum SourceExcerpt {
  /// Two lines, each indented by two spaces. Of a long line only what stands around the caret is shown.
  static func text(_ source: SourceText, at position: SourcePosition) -> String {
    let scalars = Array(source.line(position.line).unicodeScalars)
    let first = max(0, min(position.column - 1 - before, scalars.count - before - after))
    let last = min(scalars.count, first + before + after)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[first..<last].map { $0.value < 0x20 ? " " : $0 })
    let lead = first > 0 ? "…" : ""
    let tail = last < scalars.count ? "…" : ""
    let indent = String(repeating: " ", count: max(0, position.column - 1 - first) + lead.count)
    return "  \(lead)\(String(shown))\(tail)\n  \(indent)^"
  }

  /// Together they fit a terminal's line.
  private static let before = 48
  private static let after = 48
}
