/// The white space before a line's first token.
///
/// Tabs are taken as they come, but where a tab's width would decide which of two lines is deeper they are refused: so
/// the program means the same in every editor.
struct Indent: Equatable {
  /// With a tab at every eighth column.
  private(set) var column = 0
  /// With tabs as wide as spaces.
  private var narrowColumn = 0

  mutating func addSpace() {
    column += 1
    narrowColumn += 1
  }

  mutating func addTab() {
    column += Self.tabWidth - column % Self.tabWidth
    narrowColumn += 1
  }

  func isDeeper(than other: Indent) -> Bool { narrowColumn > other.narrowColumn }

  private static let tabWidth = 8
}
