import Documents

/// Finds a place inside a scalar in the document's text. Quotes, block scalars and indentation stand between the two,
/// so the line of the expression is looked up in the text; where it isn't found as it is, the scalar's place serves.
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
    let wanted = scalarLines[line - 1].unicodeScalars
    let isBlock = scalarLines.count > 1
    for number in start.line...(isBlock ? start.line + scalarLines.count + 1 : start.line + 1) {
      guard lines.indices.contains(number - 1) else { break }
      let from = number == start.line ? start.column - 1 : 0
      let text = lines[number - 1].unicodeScalars.dropFirst(from)
      if let offset = Self.offset(of: wanted, in: text) {
        return SourcePosition(line: number, column: from + offset + column)
      }
    }
    return start
  }

  /// How far in front of the wanted text quotes or indentation keep it.
  private static func offset(
    of wanted: Substring.UnicodeScalarView, in text: Substring.UnicodeScalarView
  ) -> Int? {
    guard !wanted.isEmpty else { return nil }
    return (0...deepestIndentation).first { text.dropFirst($0).starts(with: wanted) }
  }

  private static let deepestIndentation = 256
}
