/// A picture with places, in pixels from the upper left corner.
public struct DiagramLayout: Hashable, Sendable {
  public var width: Int
  public var height: Int
  /// Those inside of others come after them.
  public var boxes: [Box]
  public var lines: [Line]

  public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(_ x: Int, _ y: Int) {
      self.x = x
      self.y = y
    }
  }

  public struct Frame: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public var right: Int { x + width }
    public var bottom: Int { y + height }
    public var middle: Int { x + width / 2 }

    public func intersects(_ other: Frame) -> Bool {
      x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    public func contains(_ other: Frame) -> Bool {
      x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
    }
  }

  /// A node.
  public struct Box: Hashable, Sendable {
    public var frame: Frame
    public var text: BoxText
    public var kind: DiagramGraph.Kind
    /// The whole name; ``BoxText/name`` may be shortened.
    public var name: String
    public var notes: [String]
    public var state: Int?
    /// The box around it.
    public var parent: Int?
    public var hasInside: Bool
  }

  /// An edge, from one box's border to another's.
  public struct Line: Hashable, Sendable {
    public var from: Int
    public var to: Int
    public var kind: DiagramGraph.EdgeKind
    public var points: [Point]
    /// From here on the line is drawn already, as another one to the same box.
    public var joinsAt: Point?
    /// Against the direction in which the picture is read.
    public var isBack: Bool
    public var label: Label?
  }

  public struct Label: Hashable, Sendable {
    public var frame: Frame
    public var lines: [String]
    /// The whole text; ``lines`` may be shortened.
    public var text: String
  }

  /// - Throws: when the picture would be too large for anybody.
  public init(_ graph: DiagramGraph) throws(DiagramError) {
    try graph.requireDrawable()
    var placed = ScopeLayout.place(graph.scope)
    placed.move(by: Point(Self.margin, Self.margin))
    width = placed.width + 2 * Self.margin
    height = placed.height + 2 * Self.margin
    boxes = placed.boxes
    lines = placed.lines
  }

  private static var margin: Int { 16 }
}
