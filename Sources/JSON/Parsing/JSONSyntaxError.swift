/// Why a text is no JSON that we accept, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The text breaks the grammar of RFC 8259, or isn't UTF-8.
    case syntax
    /// An object has two members of one name.
    case duplicateKey
    /// An integer that 64 bits can't hold, or a real that a double can't.
    case numberOutOfRange
    /// More nesting, or more bytes, than `JSONLimits` allows.
    case limit
    /// `\u0000` in a member's name.
    case unsupported
  }

  public let reason: Reason
  /// From 1.
  public let line: Int
  /// From 1, in code points.
  public let column: Int
  /// From 0, in bytes.
  public let offset: Int
  /// What is wrong and, for the grammar, what was expected: `expected ',' or '}', but found 'x'`.
  public let message: String

  public init(reason: Reason, line: Int, column: Int, offset: Int, message: String) {
    self.reason = reason
    self.line = line
    self.column = column
    self.offset = offset
    self.message = message
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  public var description: String { "line \(line), column \(column): \(message)" }
}

extension JSONSyntaxError {
  init(_ reason: Reason, _ message: String, at offset: Int, in text: UnsafeBufferPointer<UInt8>) {
    let place = TextPlace(of: offset, in: text)
    self.init(reason: reason, line: place.line, column: place.column, offset: offset, message: message)
  }
}

/// Line and column of a byte.
package struct TextPlace: Hashable, Sendable {
  /// From 1.
  package var line = 1
  /// From 1, in code points.
  package var column = 1

  package init(of offset: Int, in text: UnsafeBufferPointer<UInt8>) {
    for byte in text.prefix(offset) { advance(over: byte) }
  }

  mutating func advance(over byte: UInt8) {
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
}
