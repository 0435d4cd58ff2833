/// Where the parts of a JSON text lie: a tree of the same shape as the value, members in written order.
package struct JSONLayout: Sendable {
  package enum Content: Sendable {
    case scalar
    case array([JSONLayout])
    case object([Member])
  }

  package struct Member: Sendable {
    /// Bytes from the start of the text to the name's quotation mark.
    package let nameOffset: Int
    package let value: JSONLayout
  }

  /// The value's first byte and the one behind its last.
  package let bytes: Range<Int>
  package let content: Content
}

extension JSONLayout {
  /// Scans a text without making values of it. Refuses exactly what the parser refuses, and says where.
  package init(scanning text: UnsafeBufferPointer<UInt8>, limits: JSONLimits) throws(JSONSyntaxError) {
    var scanner = JSONScanner(text, limits: limits)
    self = try scanner.scan()
  }
}
