/// A place in a text.
public struct SourcePosition: Hashable, Sendable, Comparable {
  /// From 1.
  public let line: Int
  /// From 1, in code points.
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (one: SourcePosition, other: SourcePosition) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  public var description: String { "line \(line), column \(column)" }
}

/// One step from a value into a part of it.
public enum PathComponent: Hashable, Sendable {
  case key(String)
  case index(Int)
}

extension PathComponent: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral key: String) { self = .key(key) }
  public init(integerLiteral index: Int) { self = .index(index) }
}
