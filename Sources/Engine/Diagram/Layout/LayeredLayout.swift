/// A component with places: layers from top to bottom, lines with right angles through the gaps between them.
struct LayeredLayout {
  private let component: Component
  private let content: [NodeContent]
  private let graph: LayerGraph
  private let ports: Ports
  private var middles: [Int]
  private var channels: Channels
  /// Upper edges and heights of the layers.
  private var tops: [Int] = []
  private var heights: [Int] = []

  init(_ component: Component, _ content: [NodeContent]) {
    self.component = component
    self.content = content
    let graph = LayerGraph(component, sizes: content.map { ($0.width, $0.height) })
    let middles = HorizontalPlacement.middles(of: graph, LayerOrder.found(for: graph))
    self.graph = graph
    self.middles = middles
    ports = Ports(graph, middles: middles)
    channels = Channels(count: graph.layerCount)
    for route in graph.routes.indices { addNets(of: route) }
    channels.assignTracks()
    placeLayers()
  }

  // MARK: Gaps

  /// One step of a route.
  private struct Step {
    var key: Channels.Key
    var upper: [Int]
    var lower: [Int]
    /// Where it begins and ends.
    var from: Int
    var to: Int
  }

  private func steps(of number: Int) -> [Step] {
    let route = graph.routes[number]
    return route.hops.indices.dropLast().map { index in
      let (one, other) = (route.hops[index], route.hops[index + 1])
      let from = index == 0 ? ports.leaving[number] : middles[one]
      let to = index == route.hops.count - 2 ? ports.arriving[number] : middles[other]
      return step((one, from), (other, to), isFirst: index == 0)
    }
  }

  private func step(_ one: (item: Int, x: Int), _ other: (item: Int, x: Int), isFirst: Bool) -> Step {
    let (layer, next) = (graph.items[one.item].layer, graph.items[other.item].layer)
    if layer < next {
      let key = Channels.Key(gap: layer, item: one.item, x: one.x, isHook: false)
      return Step(key: key, upper: [one.x], lower: [other.x], from: one.x, to: other.x)
    }
    if layer > next {
      let key = Channels.Key(gap: next, item: other.item, x: other.x, isHook: false)
      return Step(key: key, upper: [other.x], lower: [one.x], from: one.x, to: other.x)
    }
    // Both ends in one layer: below it where the way back begins, above it where it ends.
    let ends = [one.x, other.x]
    let key = Channels.Key(gap: isFirst ? layer : layer - 1, item: one.item, x: other.x, isHook: true)
    return Step(key: key, upper: isFirst ? ends : [], lower: isFirst ? [] : ends, from: one.x, to: other.x)
  }

  private mutating func addNets(of route: Int) {
    for step in steps(of: route) { channels.add(step.key, upper: step.upper, lower: step.lower) }
  }

  // MARK: Layers

  private static let track = 10

  private mutating func placeLayers() {
    heights = [Int](repeating: 0, count: graph.layerCount)
    for item in graph.items { heights[item.layer].raise(to: item.height) }
    var y = 0
    for layer in heights.indices {
      tops.append(y)
      y += heights[layer] + gap(below: layer)
    }
  }

  /// Boxes stand in the odd layers; arrows need room above them.
  private func gap(below layer: Int) -> Int {
    let tracks = channels.trackCount(layer) * Self.track
    let isAboveBoxes = layer % 2 == 0
    if layer == 0 || layer == graph.layerCount - 2 { return tracks == 0 ? 0 : tracks + (isAboveBoxes ? 12 : 6) }
    return tracks + (isAboveBoxes ? 17 : 9)
  }

  private func trackHeight(_ key: Channels.Key) -> Int {
    let above = key.gap % 2 == 0 ? 3 : 9
    return tops[key.gap] + heights[key.gap] + above + channels.track(key) * Self.track
  }

  // MARK: Results

  func placed() -> PlacedScope {
    var result = PlacedScope()
    let frames = component.nodes.indices.map(frame)
    var firstBoxes: [Int] = []
    for (node, frame) in frames.enumerated() {
      firstBoxes.append(result.boxes.count)
      result.append(content[node].placed(at: DiagramLayout.Point(frame.x, frame.y)), parent: nil)
    }
    for number in graph.routes.indices { result.lines.append(line(number, firstBoxes, frames)) }
    result.fitToCorner()
    return result
  }

  private func frame(_ node: Int) -> DiagramLayout.Frame {
    let item = graph.items[node]
    return DiagramLayout.Frame(
      x: middles[node] - item.width / 2, y: tops[item.layer], width: item.width, height: item.height)
  }

  private func line(_ number: Int, _ boxes: [Int], _ frames: [DiagramLayout.Frame]) -> DiagramLayout.Line {
    let route = graph.routes[number]
    let start = DiagramLayout.Point(ports.leaving[number], frames[route.edge.from].bottom)
    let end = DiagramLayout.Point(ports.arriving[number], frames[route.edge.to].y)
    var points = [start]
    for step in steps(of: number) where step.from != step.to {
      let y = trackHeight(step.key)
      points += [DiagramLayout.Point(step.from, y), DiagramLayout.Point(step.to, y)]
    }
    points.append(end)
    var line = DiagramLayout.Line(
      from: boxes[route.edge.from], to: boxes[route.edge.to], kind: route.edge.kind, points: points,
      isBack: route.isBack)
    line.joinsAt = route.join.map { bend(route.hops[$0]) }
    line.label = label(of: route)
    return line
  }

  private func bend(_ item: Int) -> DiagramLayout.Point {
    DiagramLayout.Point(middles[item], tops[graph.items[item].layer])
  }

  private func label(of route: LayerGraph.Route) -> DiagramLayout.Label? {
    guard let label = route.label, route.hops.count > 1 else { return nil }
    let item = route.hops[1]
    let layer = graph.items[item].layer
    // Beside the box that an edge leads back from; else in the middle of its layer.
    let height = route.isBack ? max(graph.items[route.edge.from].height, label.height) : heights[layer]
    let frame = DiagramLayout.Frame(
      x: middles[item] - label.width / 2, y: tops[layer] + (height - label.height) / 2, width: label.width,
      height: label.height)
    return DiagramLayout.Label(frame: frame, lines: label.lines, text: label.text)
  }
}

extension PlacedScope {
  /// Moves everything so that the picture begins at 0, 0, and takes its measure.
  fileprivate mutating func fitToCorner() {
    let frames = boxes.map(\.frame) + lines.compactMap(\.label?.frame)
    let points = lines.flatMap(\.points)
    let left = min(frames.map(\.x).min() ?? 0, points.map(\.x).min() ?? .max)
    let top = min(frames.map(\.y).min() ?? 0, points.map(\.y).min() ?? .max)
    move(by: DiagramLayout.Point(-left, -top))
    width = max(frames.map(\.right).max() ?? 0, points.map(\.x).max() ?? 0) - left
    height = max(frames.map(\.bottom).max() ?? 0, points.map(\.y).max() ?? 0) - top
  }
}
