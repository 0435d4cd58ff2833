/// Boxes and lines of one scope, from its own upper left corner.
struct PlacedScope {
  var width = 0
  var height = 0
  var boxes: [DiagramLayout.Box] = []
  var lines: [DiagramLayout.Line] = []

  mutating func move(by offset: DiagramLayout.Point) {
    for index in boxes.indices { boxes[index].frame.move(by: offset) }
    for index in lines.indices { lines[index].move(by: offset) }
  }
}

extension DiagramLayout.Frame {
  mutating func move(by offset: DiagramLayout.Point) {
    x += offset.x
    y += offset.y
  }
}

extension DiagramLayout.Line {
  mutating func move(by offset: DiagramLayout.Point) {
    for index in points.indices { points[index].move(by: offset) }
    joinsAt?.move(by: offset)
    label?.frame.move(by: offset)
  }
}

extension DiagramLayout.Point {
  mutating func move(by offset: DiagramLayout.Point) {
    x += offset.x
    y += offset.y
  }
}

/// Lays out a scope: what is inside of its nodes first, then the nodes in layers, component by component.
enum ScopeLayout {
  static func place(_ scope: DiagramGraph.Scope) -> PlacedScope {
    let scope = FarEdges.replaced(in: scope)
    let content = scope.nodes.map(NodeContent.init)
    let pieces = Component.all(of: scope).map { component in
      LayeredLayout(component, component.nodes.map { content[$0] }).placed()
    }
    return packed(pieces)
  }

  private static let gap = 28
  /// Side by side up to this width, or that of the widest.
  private static let row = 1_400

  private static func packed(_ pieces: [PlacedScope]) -> PlacedScope {
    let limit = max(row, pieces.map(\.width).max() ?? 0)
    var whole = PlacedScope()
    var (x, y, rowHeight) = (0, 0, 0)
    for var piece in pieces {
      if x > 0, x + piece.width > limit {
        (x, y, rowHeight) = (0, y + rowHeight + gap, 0)
      }
      piece.move(by: DiagramLayout.Point(x, y))
      x += piece.width
      rowHeight = max(rowHeight, piece.height)
      whole.width = max(whole.width, x)
      whole.height = max(whole.height, y + piece.height)
      whole.append(piece, parent: nil)
      x += gap
    }
    return whole
  }
}

extension PlacedScope {
  /// - Parameter parent: the box around those of the other that have none.
  mutating func append(_ other: PlacedScope, parent: Int?) {
    let first = boxes.count
    for var box in other.boxes {
      box.parent = box.parent.map { $0 + first } ?? parent
      boxes.append(box)
    }
    for var line in other.lines {
      line.from += first
      line.to += first
      lines.append(line)
    }
  }
}

/// A node with all that is inside of it, and the room that it takes.
struct NodeContent {
  let node: DiagramGraph.Node
  let text: BoxText
  let inside: PlacedScope?
  let width: Int
  let height: Int

  init(_ node: DiagramGraph.Node) {
    self.node = node
    text = BoxText(node)
    inside = node.inside.map(ScopeLayout.place)
    (width, height) = Self.size(of: node.kind, text, inside)
  }

  private static let inset = 14
  /// Around the words of a box.
  private static let above = 9

  private static func size(of kind: DiagramGraph.Kind, _ text: BoxText, _ inside: PlacedScope?) -> (Int, Int) {
    switch kind {
    case .start, .end: return (20, 20)
    case .uncaught, .reference: return (even(text.width + 24), text.height + 10)
    case .state, .part: break
    }
    let icon = kind.hasIcon ? BoxText.iconColumn : 0
    let words = (width: text.width + icon + 2 * BoxText.padding, height: text.height + 2 * above)
    guard let inside else { return (even(max(words.width, kind.hasIcon ? 110 : 60)), words.height) }
    return (even(max(words.width, inside.width + 2 * inset)), words.height + inside.height + inset)
  }

  /// A box's middle is a whole pixel.
  private static func even(_ width: Int) -> Int { width + width % 2 }

  /// The box, and what is in it, with its upper left corner here.
  func placed(at corner: DiagramLayout.Point) -> PlacedScope {
    var result = PlacedScope()
    result.boxes.append(
      DiagramLayout.Box(
        frame: DiagramLayout.Frame(x: corner.x, y: corner.y, width: width, height: height), text: text,
        kind: node.kind, name: node.name, notes: node.notes, state: node.state, parent: nil, hasInside: inside != nil))
    guard var inside else { return result }
    inside.move(
      by: DiagramLayout.Point(corner.x + (width - inside.width) / 2, corner.y + text.height + 2 * Self.above))
    result.append(inside, parent: 0)
    return result
  }
}
