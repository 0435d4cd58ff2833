/// Rows under headings, as wide as the terminal at most. In a pipe nothing is cut.
struct Table {
  var headings: [String]
  var rows: [[String]] = []

  init(_ headings: String...) { self.headings = headings }

  mutating func add(_ cells: String...) { add(cells) }

  /// One cell for each heading. Line breaks become spaces.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map { Terminal.harmless($0).split(whereSeparator: \.isWhitespace).joined(separator: " ") })
  }

  /// - Parameter width: the terminal's columns; nil cuts nothing.
  func text(width: Int?) -> String {
    let widths = fitted(naturalWidths, into: width)
    return ([headings] + rows).map { line($0, widths) }.joined(separator: "\n")
  }

  private static let gap = "  "
  /// A column isn't made narrower than this as long as another is wider.
  private static let narrowest = 6

  private var naturalWidths: [Int] {
    headings.indices.map { column in
      ([headings] + rows).map { TextWidth.columns(of: $0[column]) }.max() ?? 0
    }
  }

  /// Takes columns from the widest until everything fits.
  private func fitted(_ natural: [Int], into width: Int?) -> [Int] {
    guard let width else { return natural }
    var widths = natural
    var excess = widths.reduce(0, +) + Self.gap.count * (widths.count - 1) - width
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).map { TextWidth.padded(TextWidth.cut($0, to: $1), to: $1) }
    var line = padded.joined(separator: Self.gap)
    while line.last == " " { line.removeLast() }
    return line
  }
}
