import Documents

/// Finds a place inside a scalar in the document's text.
///
/// Quotes, escapes, indentation and the folding of lines stand between the two, so what is around the place is looked
/// up in the text: the whole line of the scalar where it begins, else ever less of it, as long as that occurs only once
/// in the lines that follow. What isn't found has the scalar's own place.
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
    guard scalarLines.indices.contains(line - 1), let first = text(ofLine: start.line) else { return start }
    let wanted = Array(scalarLines[line - 1].unicodeScalars)
    let head = Array(first.dropFirst(start.column - 1).prefix(wanted.count + 1))
    if let offset = Self.offsets(of: wanted[...], in: head).first {
      return SourcePosition(line: start.line, column: start.column + offset + column - 1)
    }
    return unique(wanted, column, after: start) ?? start
  }

  private func unique(_ wanted: [Unicode.Scalar], _ column: Int, after start: SourcePosition) -> SourcePosition? {
    let searched = (start.line...start.line + Self.searchedLines).compactMap { number in
      text(ofLine: number).map { (number, Array($0.prefix(Self.searchedColumns))) }
    }
    for reach in [wanted.count, 24, 12, 6, 3] {
      let window = wanted[max(0, column - 1 - reach)..<min(wanted.count, column - 1 + reach)]
      let found = searched.flatMap { number, text in
        Self.offsets(of: window, in: text).map {
          SourcePosition(line: number, column: $0 + column - window.startIndex)
        }
      }
      if found.count == 1 { return found[0] }
    }
    return nil
  }

  private func text(ofLine number: Int) -> Substring.UnicodeScalarView? {
    lines.indices.contains(number - 1) ? lines[number - 1].unicodeScalars : nil
  }

  private static func offsets(of wanted: ArraySlice<Unicode.Scalar>, in text: [Unicode.Scalar]) -> [Int] {
    guard !wanted.isEmpty, wanted.count <= text.count else { return [] }
    return (0...text.count - wanted.count).filter { text[$0...].starts(with: wanted) }
  }

  /// Longer texts than this are written in a file of their own.
  private static let searchedLines = 100
  private static let searchedColumns = 500
}
