import Testing

@testable import Engine

/// Where things stand in a picture.
struct DiagramLayoutTests {
  @Test(arguments: UInt64(1)...12)
  func `boxes overlap only where one is inside of the other`(seed: UInt64) throws {
    let graph = DrawnWorkflows.tangled(50, seed: seed)
    let boxes = try DiagramLayout(graph).boxes
    for (index, box) in boxes.enumerated() {
      for other in boxes.dropFirst(index + 1) where box.frame.intersects(other.frame) {
        #expect(box.frame.contains(other.frame), "\(box.name) and \(other.name)")
      }
    }
    for box in boxes { if let parent = box.parent { #expect(boxes[parent].frame.contains(box.frame)) } }
  }

  @Test(arguments: UInt64(1)...12)
  func `lines run from box to box and through none`(seed: UInt64) throws {
    let graph = DrawnWorkflows.tangled(50, seed: seed)
    let layout = try DiagramLayout(graph)
    for line in layout.lines {
      let (from, to) = (layout.boxes[line.from].frame, layout.boxes[line.to].frame)
      let start = try #require(line.points.first)
      let end = try #require(line.points.last)
      #expect(start.y == from.bottom && start.x > from.x && start.x < from.right)
      #expect(end.y == to.y && end.x > to.x && end.x < to.right)
      for (one, other) in zip(line.points, line.points.dropFirst()) {
        #expect(one.x == other.x || one.y == other.y)
        for (index, box) in layout.boxes.enumerated() where index != line.from && index != line.to {
          let isThrough = box.frame.intersects(piece(one, other)) && !box.frame.contains(piece(one, other))
          #expect(!isThrough, "a line to \(layout.boxes[line.to].name) through \(box.name)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `labels stand on their own line, and on nothing else`(seed: UInt64) throws {
    let graph = DrawnWorkflows.tangled(50, seed: seed)
    let layout = try DiagramLayout(graph)
    let labels = layout.lines.compactMap(\.label)
    #expect(labels.count == graph.scope.edges.filter { !$0.label.isEmpty }.count)
    for line in layout.lines {
      let pieces = zip(line.points, line.points.dropFirst()).map(piece)
      for other in layout.lines {
        if let label = other.label {
          let isOn = pieces.contains { $0.intersects(label.frame) }
          #expect(isOn == (other == line), "\(label.text)")
        }
      }
      guard let label = line.label else { continue }
      #expect(!layout.boxes.contains { $0.frame.intersects(label.frame) && !$0.frame.contains(label.frame) })
    }
    for (index, label) in labels.enumerated() {
      #expect(!labels.dropFirst(index + 1).contains { $0.frame.intersects(label.frame) }, "\(label.text)")
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `everything is within the picture`(seed: UInt64) throws {
    let graph = DrawnWorkflows.tangled(50, seed: seed)
    let layout = try DiagramLayout(graph)
    let canvas = DiagramLayout.Frame(x: 0, y: 0, width: layout.width, height: layout.height)
    for frame in layout.boxes.map(\.frame) + layout.lines.compactMap(\.label?.frame) {
      #expect(canvas.contains(frame))
    }
    for point in layout.lines.flatMap(\.points) {
      #expect(point.x >= 0 && point.x <= layout.width && point.y >= 0 && point.y <= layout.height)
    }
  }

  @Test func `a way back goes up beside the boxes, and arrives from above like every other`() throws {
    let scope = DiagramGraph.Scope(
      nodes: ["a", "b", "c"].map { DiagramGraph.Node(.state(.operation), name: $0) },
      edges: [.init(from: 0, to: 1), .init(from: 1, to: 2), .init(from: 2, to: 0, label: "again")])
    let layout = try DiagramLayout(DiagramGraph(title: "loop", scope: scope))
    let back = try #require(layout.lines.first { $0.isBack })
    #expect((back.from, back.to) == (2, 0))
    #expect(layout.lines.filter(\.isBack).count == 1)
    #expect(layout.boxes.map(\.frame.y) == layout.boxes.map(\.frame.y).sorted())
    #expect(layout.boxes.allSatisfy { back.points[2].x > $0.frame.right || back.points[2].x < $0.frame.x })
  }

  @Test func `a chain stands in one line`() throws {
    var scope = DiagramGraph.Scope(nodes: [DiagramGraph.Node(.start, name: "")])
    for number in 1...20 {
      scope.nodes.append(DiagramGraph.Node(.state(.operation), name: String(repeating: "a", count: number)))
      scope.edges.append(DiagramGraph.Edge(from: number - 1, to: number))
    }
    let layout = try DiagramLayout(DiagramGraph(title: "chain", scope: scope))
    #expect(Set(layout.boxes.map(\.frame.middle)).count == 1)
    #expect(layout.lines.allSatisfy { $0.points.count == 2 })
  }

  @Test func `the same workflow looks the same each time`() throws {
    let (one, other) = (DrawnWorkflows.tangled(80), DrawnWorkflows.tangled(80))
    #expect(try one.svg() == other.svg())
  }

  @Test func `a thousand states are laid out, and far lines of a large tangle become references`() throws {
    #expect(try DiagramLayout(DrawnWorkflows.tangled(1_000)).boxes.count > 1_000)
    var graph = DrawnWorkflows.tangled(600)
    for number in 1..<300 { graph.scope.edges.append(DiagramGraph.Edge(from: number, to: 600 - number)) }
    let layout = try DiagramLayout(graph)
    #expect(layout.boxes.contains { $0.kind == .reference && $0.name == "→ state_400" })
  }

  @Test func `what nobody could read is refused with its size`() throws {
    let nodes = [DiagramGraph.Node](repeating: .init(.state(.operation), name: "a"), count: 40_000)
    let graph = DiagramGraph(title: "large", scope: DiagramGraph.Scope(nodes: nodes))
    #expect(throws: DiagramError(states: 40_000)) { try graph.svg() }
    #expect(throws: DiagramError(states: 40_000)) { try graph.text(as: .mermaid) }
  }

  private func piece(_ one: DiagramLayout.Point, _ other: DiagramLayout.Point) -> DiagramLayout.Frame {
    DiagramLayout.Frame(
      x: min(one.x, other.x), y: min(one.y, other.y), width: max(1, abs(one.x - other.x)),
      height: max(1, abs(one.y - other.y)))
  }
}
