/// A box's words in lines, and how much room they take.
public struct BoxText: Hashable, Sendable {
  public var name: [String]
  public var notes: [String]
  /// Of the widest line.
  var width: Int

  static let nameLine = 17
  static let noteLine = 15
  /// Left of the words.
  static let iconColumn = 26
  static let padding = 10

  init(_ node: DiagramGraph.Node) {
    // Around something large there is room for longer lines.
    let widest = node.inside == nil ? 190 : 260
    name = TextWrapping.lines(of: node.name, .name, width: widest, atMost: 2)
    notes = node.notes.flatMap { TextWrapping.lines(of: $0, .note, width: widest, atMost: 2) }
    let widths =
      name.map { TextMetrics.width(of: $0, .name) } + notes.map { TextMetrics.width(of: $0, .note) }
    width = widths.max() ?? 0
  }

  var height: Int { name.count * Self.nameLine + notes.count * Self.noteLine }
}

extension DiagramGraph.Kind {
  /// Whether a picture stands left of the words.
  var hasIcon: Bool {
    switch self {
    case .state: true
    case .start, .end, .uncaught, .part, .reference: false
    }
  }
}
