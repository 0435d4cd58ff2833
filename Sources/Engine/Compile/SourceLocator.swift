import Documents

/// Finds a place inside a scalar in the document's text. Quotes, block scalars and indentation stand between the two,
/// so the line of the expression is looked up in the text; where it isn't found as it is, the scalar's own place serves.
struct SourceLocator {
  private let lines: [Substring]

  init(_ source: String) {
    lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// - Parameters:
  ///   - line: and `column`, from 1, within `scalar`.
  ///   - start: where the scalar begins in the document.
  func position(ofLine line: Int, column: Int, in scalar: String, writtenAt start: SourcePosition) -> SourcePosition {
    let scalarLines = scalar.split(separator: "\n", omittingEmptySubsequences: false)
    guard scalarLines.indices.contains(line - 1) else { return start }
    let wanted = Array(scalarLines[line - 1].unicodeScalars)
    let isBlock = scalarLines.count > 1
    for number in start.line...(isBlock ? start.line + scalarLines.count + 1 : start.line + 1) {
      guard lines.indices.contains(number - 1) else { break }
      let text = Array(lines[number - 1].unicodeScalars)
      let from = number == start.line ? start.column - 1 : 0
      if let offset = Self.offset(of: wanted, in: text, from: from) {
        return SourcePosition(line: number, column: offset + column)
      }
    }
    return start
  }

  private static func offset(of wanted: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
    guard !wanted.isEmpty, text.count >= wanted.count, start >= 0 else { return nil }
    return (start...max(start, text.count - wanted.count)).first { text.dropFirst($0).starts(with: wanted) }
  }
}
