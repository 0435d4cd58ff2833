/// The line of a text that holds one byte, with a caret under it.
struct SourceExcerpt {
  let line: Int
  let column: Int
  private let sourceLine: String

  init(_ source: String, offset: Int) {
    let bytes = Array(source.utf8)
    let place = min(max(offset, 0), bytes.count)
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: newline) ?? bytes.count
    line = bytes[..<place].count { $0 == newline } + 1
    column = String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars.count + 1
    sourceLine = String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Two lines, each indented by two spaces. A long line is cut to what stands around the caret.
  var text: String {
    let scalars = Array(sourceLine.unicodeScalars)
    let first = max(0, min(column - 1 - Self.before, scalars.count - Self.before - Self.after))
    let last = min(scalars.count, first + Self.before + Self.after)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[first..<last].map { $0 == "\t" ? " " : $0 })
    let lead = first > 0 ? "…" : ""
    let tail = last < scalars.count ? "…" : ""
    let indent = String(repeating: " ", count: max(0, column - 1 - first) + lead.count)
    return "  \(lead)\(String(shown))\(tail)\n  \(indent)^"
  }

  /// Together they fit a terminal's line.
  private static let before = 48
  private static let after = 48
}
