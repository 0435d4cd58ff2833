import JSON

/// Turns a layout's bytes into lines and columns. The parts are visited in the order in which they are written, so
/// that the text is walked through once.
struct JSONPlacer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var column = 1

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func place(_ layout: JSONLayout, of value: JSONValue) -> SourceNode {
    var placer = self
    return placer.node(layout, value)
  }

  private mutating func node(_ layout: JSONLayout, _ value: JSONValue) -> SourceNode {
    var node = SourceNode(position: position(at: layout.bytes.lowerBound))
    switch (layout.content, value) {
    case (.array(let layouts), .array(let elements)):
      node.children = .elements(zip(layouts, elements).map { self.node($0, $1) })
    case (.object(let layouts), .object(let members)):
      node.children = .members(self.members(layouts, members))
    case (_, .string(let text)): node.text = text
    default: node.text = String(decoding: bytes[layout.bytes], as: UTF8.self)
    }
    return node
  }

  private mutating func members(_ layouts: [JSONLayout.Member], _ members: JSONObject) -> [String: SourceNode] {
    var nodes: [String: SourceNode] = [:]
    for (layout, (name, value)) in zip(layouts, members) {
      let keyPosition = position(at: layout.nameOffset)
      nodes[name] = node(layout.value, value)
      nodes[name]?.keyPosition = keyPosition
    }
    return nodes
  }

  /// Offsets must come in ascending order.
  private mutating func position(at target: Int) -> SourcePosition {
    while offset < target {
      if bytes[offset] == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if bytes[offset] & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
    return SourcePosition(line: line, column: column)
  }
}
