/// Where items stand from left to right: long lines straight, parents above the middle of their children.
///
/// After Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment" (2001): items are aligned with the medians
/// of their neighbours in four ways, each way is pushed together, and of the four the average of the middle two is taken.
struct HorizontalPlacement {
  private let graph: LayerGraph
  private let layers: [[Int]]
  private let places: [Int]
  private let conflicts: Set<Pair>

  private struct Pair: Hashable {
    var upper: Int
    var lower: Int
  }

  /// The middles of all items.
  static func middles(of graph: LayerGraph, _ layers: [[Int]]) -> [Int] {
    let placement = HorizontalPlacement(graph, layers)
    var ways: [[Int]] = []
    for isDown in [true, false] {
      for isLeft in [true, false] { ways.append(placement.middles(isDown: isDown, isLeft: isLeft)) }
    }
    return placement.balanced(ways)
  }

  private init(_ graph: LayerGraph, _ layers: [[Int]]) {
    self.graph = graph
    self.layers = layers
    var places = [Int](repeating: 0, count: graph.items.count)
    for layer in layers { for (place, item) in layer.enumerated() { places[item] = place } }
    self.places = places
    conflicts = Self.conflicts(graph, layers, places)
  }

  // MARK: Conflicts

  /// Lines that cross a piece between two bends: that piece stays straight, they don't.
  private static func conflicts(_ graph: LayerGraph, _ layers: [[Int]], _ places: [Int]) -> Set<Pair> {
    var found: Set<Pair> = []
    for (upper, lower) in zip(layers, layers.dropFirst()) {
      var (done, left) = (0, 0)
      for (place, item) in lower.enumerated() {
        let inner = innerNeighbour(of: item, graph)
        guard inner != nil || place == lower.count - 1 else { continue }
        let right = inner.map { places[$0] } ?? upper.count - 1
        for other in lower[done...place] {
          for end in graph.above[other] where places[end] < left || places[end] > right {
            if innerNeighbour(of: other, graph) != end { found.insert(Pair(upper: end, lower: other)) }
          }
        }
        (done, left) = (place + 1, right)
      }
    }
    return found
  }

  private static func innerNeighbour(of item: Int, _ graph: LayerGraph) -> Int? {
    guard graph.items[item].node == nil else { return nil }
    return graph.above[item].first { graph.items[$0].node == nil }
  }

  // MARK: One way

  private func middles(isDown: Bool, isLeft: Bool) -> [Int] {
    let order = isDown ? layers : layers.reversed()
    let roots = aligned(order, isDown ? neighbours(\.above) : neighbours(\.below), isDown, isLeft)
    return compacted(roots, isLeft)
  }

  /// Whom each item may be aligned with. The way on comes first: nobody else takes its place.
  private func neighbours(_ side: KeyPath<LayerGraph, [[Int]]>) -> [[Int]] {
    let isUp = side == \.above
    let strong = isUp ? graph.strongAbove : graph.strongBelow
    let reverse = isUp ? graph.strongBelow : graph.strongAbove
    return zip(strong, graph[keyPath: side]).map { strong, all in
      strong.isEmpty ? all.filter { reverse[$0].isEmpty } : strong
    }
  }

  /// The first item of the vertical block that each belongs to.
  private func aligned(_ order: [[Int]], _ neighbours: [[Int]], _ isDown: Bool, _ isLeft: Bool) -> [Int] {
    var roots = Array(graph.items.indices)
    var isTaken = [Bool](repeating: false, count: roots.count)
    for layer in order {
      var last: Int?
      for item in isLeft ? layer : layer.reversed() {
        let sorted = neighbours[item].sorted { places[$0] < places[$1] }
        guard !sorted.isEmpty else { continue }
        let medians = [(sorted.count - 1) / 2, sorted.count / 2]
        for median in isLeft ? medians : medians.reversed() {
          let other = sorted[median]
          let pair = isDown ? Pair(upper: other, lower: item) : Pair(upper: item, lower: other)
          let isBeyond = last.map { isLeft ? places[other] > $0 : places[other] < $0 } ?? true
          guard !isTaken[other], isBeyond, !conflicts.contains(pair) else { continue }
          isTaken[other] = true
          roots[item] = roots[other]
          last = places[other]
          break
        }
      }
    }
    return roots
  }

  /// Blocks as close together as they may be, then pulled towards what stands beyond them.
  private func compacted(_ roots: [Int], _ isLeft: Bool) -> [Int] {
    var blocks = BlockOrder(count: roots.count)
    for layer in layers {
      for (one, other) in zip(layer, layer.dropFirst()) {
        blocks.separate(roots[isLeft ? one : other], roots[isLeft ? other : one], by: distance(one, other))
      }
    }
    let middles = blocks.middles()
    return roots.map { isLeft ? middles[$0] : -middles[$0] }
  }

  private func distance(_ one: Int, _ other: Int) -> Int {
    let (one, other) = (graph.items[one], graph.items[other])
    let gap: Int
    switch (one.node == nil, other.node == nil) {
    case (false, false): gap = 36
    case (true, true): gap = one.label != nil && other.label != nil ? 12 : 16
    case (true, false), (false, true): gap = 22
    }
    return (one.width + other.width + 1) / 2 + gap
  }

  // MARK: All ways

  private func balanced(_ ways: [[Int]]) -> [Int] {
    let spans = ways.map { middles in
      let ends = zip(middles, graph.items).map { ($0 - $1.width / 2, $0 + $1.width / 2) }
      return (left: ends.map(\.0).min() ?? 0, right: ends.map(\.1).max() ?? 0)
    }
    guard let narrowest = spans.min(by: { $0.right - $0.left < $1.right - $1.left }) else { return [] }
    let moved = zip(ways, spans).enumerated().map { index, way in
      let shift = index % 2 == 0 ? narrowest.left - way.1.left : narrowest.right - way.1.right
      return way.0.map { $0 + shift }
    }
    return graph.items.indices.map { item in
      let sorted = moved.map { $0[item] }.sorted()
      return (sorted[1] + sorted[2]) >> 1
    }
  }
}

/// Blocks, each left of others by so much.
private struct BlockOrder {
  private var after: [[(block: Int, distance: Int)]]
  private var arrivals: [Int]

  init(count: Int) {
    after = Array(repeating: [], count: count)
    arrivals = Array(repeating: 0, count: count)
  }

  mutating func separate(_ left: Int, _ right: Int, by distance: Int) {
    after[left].append((right, distance))
    arrivals[right] += 1
  }

  func middles() -> [Int] {
    var open = arrivals
    var order = open.indices.filter { open[$0] == 0 }
    var middles = [Int](repeating: 0, count: open.count)
    var next = 0
    while next < order.count {
      let block = order[next]
      next += 1
      for (other, distance) in after[block] {
        middles[other] = max(middles[other], middles[block] + distance)
        open[other] -= 1
        if open[other] == 0 { order.append(other) }
      }
    }
    for block in order.reversed() {
      if let limit = after[block].map({ middles[$0.block] - $0.distance }).min() {
        middles[block] = max(middles[block], limit)
      }
    }
    return middles
  }
}
