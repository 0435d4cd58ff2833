/// Shapes as path data.
enum SVGPath {
  private static let radius = 7

  /// A line with round corners.
  static func rounded(_ points: [DiagramLayout.Point]) -> String {
    let points = corners(of: points)
    guard let first = points.first, let last = points.last, points.count > 1 else { return "" }
    var data = "M\(first.x) \(first.y)"
    for index in points.indices.dropFirst().dropLast() {
      let (before, corner, after) = (points[index - 1], points[index], points[index + 1])
      let room = min(length(before, corner), length(corner, after)) / 2
      let start = corner.moved(towards: before, by: min(radius, room))
      let end = corner.moved(towards: after, by: min(radius, room))
      data += "L\(start.x) \(start.y)Q\(corner.x) \(corner.y) \(end.x) \(end.y)"
    }
    return data + "L\(last.x) \(last.y)"
  }

  /// Only the points at which the direction changes.
  private static func corners(of points: [DiagramLayout.Point]) -> [DiagramLayout.Point] {
    var result: [DiagramLayout.Point] = []
    for point in points where point != result.last {
      if result.count > 1 {
        let (one, other) = (result[result.count - 2], result[result.count - 1])
        if (one.x == other.x && other.x == point.x) || (one.y == other.y && other.y == point.y) { result.removeLast() }
      }
      result.append(point)
    }
    return result
  }

  private static func length(_ one: DiagramLayout.Point, _ other: DiagramLayout.Point) -> Int {
    abs(one.x - other.x) + abs(one.y - other.y)
  }

  /// A box's border; decisions have cut corners, and what waits has round ends.
  static func outline(_ box: DiagramLayout.Box) -> String {
    let frame = box.frame
    if case .state(.switch) = box.kind {
      let cut = min(12, frame.height / 2)
      return """
        <path class="box" d="M\(frame.x + cut) \(frame.y)H\(frame.right - cut)L\(frame.right) \(frame.y + cut)\
        V\(frame.bottom - cut)L\(frame.right - cut) \(frame.bottom)H\(frame.x + cut)L\(frame.x) \(frame.bottom - cut)\
        V\(frame.y + cut)z"/>
        """
    }
    return """
      <rect class="box" x="\(frame.x)" y="\(frame.y)" width="\(frame.width)" height="\(frame.height)" \
      rx="\(cornerRadius(of: box))"/>
      """
  }

  private static func cornerRadius(of box: DiagramLayout.Box) -> Int {
    switch box.kind {
    case .state(.sleep), .state(.await), .uncaught, .reference: min(20, box.frame.height / 2)
    case .start, .end, .part, .state: 7
    }
  }
}

extension DiagramLayout.Point {
  fileprivate func moved(towards other: DiagramLayout.Point, by distance: Int) -> DiagramLayout.Point {
    if x == other.x { return DiagramLayout.Point(x, y + (other.y > y ? distance : -distance)) }
    return DiagramLayout.Point(x + (other.x > x ? distance : -distance), y)
  }
}

extension StateType {
  /// In a square of sixteen by sixteen, to be stroked.
  var drawing: String {
    switch self {
    case .operation: "M2.5 2.500h11v11h-11zM5 6l2 2-2 2M8.5 10.500h2.5"
    case .humanApproval: "M8 2a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM2 14.500a6 5 0 0 1 12 0"
    case .switch: "M8 1.500L14.5 8 8 14.5 1.5 8zM8 5v3.500M8 10.600v.4"
    case .parallel: "M3 3v10M8 3v10M13 3v10M1.5 3h13"
    case .foreach: "M2 4h1M6 4h8M2 8h1M6 8h8M2 12h1M6 12h8"
    case .while: "M13.5 8a5.5 5.5 0 1 1-1.6-3.900M12.5 1.200v3.300H9.2"
    case .try: "M8 1.500l5.5 2v4c0 3.5-2.4 5.8-5.5 7-3.1-1.2-5.5-3.5-5.5-7v-4z"
    case .inject: "M2.5 13.500l.8-3.200L11 2.600l2.4 2.4-7.7 7.700z"
    case .transform: "M11.5 2.500c-2.2-.4-3 .6-3.3 2.500L6.8 11c-.4 2-1.2 2.9-3.3 2.500M5 7h6"
    case .sleep: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM8 4.800V8l2.4 1.5"
    case .await: "M1.5 3.500h13v9h-13zM1.5 4l6.5 5 6.5-5"
    case .emit: "M2 8h8.500M7.5 5l3 3-3 3M13.5 3v10"
    case .workflow: "M2 5.500h8.500V14H2zM5.5 5.500V2H14v8.500h-3.5"
    case .fail: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM5.8 5.800l4.4 4.400M10.2 5.800l-4.4 4.4"
    case .succeed: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM5.2 8.200l2 2 3.6-4"
    }
  }
}
