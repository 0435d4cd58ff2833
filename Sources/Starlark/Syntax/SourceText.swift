/// A program's text with the starts of its lines, so that byte offsets become lines and columns.
public final class SourceText: Sendable {
  /// The file's name, as messages show it.
  public let name: String
  let bytes: [UInt8]
  private let lineStarts: [Int]

  public convenience init(_ text: String, name: String = "expression") {
    self.init(Array(text.utf8), name: name)
  }

  /// Any bytes, as a file has them; what is no UTF-8 is a syntax error once they are compiled.
  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for place in bytes.indices where bytes[place] == UInt8(ascii: "\n") { starts.append(place + 1) }
    lineStarts = starts
  }

  /// Refuses what no program can be, before a byte of it is read.
  func checkSize() throws(SyntaxError) {
    guard bytes.count <= Self.mostBytes else {
      throw SyntaxError(
        self, at: Self.mostBytes,
        "the text has \(bytes.count) bytes, more than the \(Self.mostBytes) that a program may have",
        hint: "data belongs into a file of its own")
    }
  }

  /// Ten thousand pages: larger texts are data by mistake, and their trees would take gigabytes.
  static let mostBytes = 4 << 20

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Line and column, both from 1; the column counts characters (Unicode scalars), not bytes.
  public func position(at offset: Int) -> SourcePosition {
    let place = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: place)
    let column = bytes[lineStarts[line]..<place].count { $0 & 0xC0 != 0x80 }
    return SourcePosition(offset: place, line: line + 1, column: column + 1)
  }

  /// The text of a line, counted from 1, without its end.
  public func line(_ number: Int) -> String {
    guard lineStarts.indices.contains(number - 1) else { return "" }
    let start = lineStarts[number - 1]
    let rest = bytes[start...]
    let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The line that holds a byte, cut to a readable length, and a caret under the place.
  public func excerpt(at offset: Int) -> String { SourceExcerpt.text(self, at: position(at: offset)) }

  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// A place in a source: byte offset from 0, line and column from 1.
public struct SourcePosition: Hashable, Sendable {
  public var offset: Int
  public var line: Int
  public var column: Int
}
