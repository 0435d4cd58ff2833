/// The order within each layer that makes few lines cross: sweeps by barycentres, then exchanges of neighbours.
struct LayerOrder {
  private(set) var layers: [[Int]]
  private var places: [Int]
  private let above: [[Int]]
  private let below: [[Int]]

  static func found(for graph: LayerGraph) -> [[Int]] {
    var order = LayerOrder(graph)
    order.improve()
    return order.layers
  }

  private init(_ graph: LayerGraph) {
    above = graph.above
    below = graph.below
    layers = [[Int]](repeating: [], count: graph.layerCount)
    places = [Int](repeating: 0, count: graph.items.count)
    fill(graph)
  }

  /// As a walk from the first item meets them, so that what is written first stands left.
  private mutating func fill(_ graph: LayerGraph) {
    var isSeen = [Bool](repeating: false, count: graph.items.count)
    for first in graph.items.indices where !isSeen[first] {
      var stack = [first]
      while let item = stack.popLast() {
        guard !isSeen[item] else { continue }
        isSeen[item] = true
        places[item] = layers[graph.items[item].layer].count
        layers[graph.items[item].layer].append(item)
        stack += above[item].reversed() + below[item].reversed()
      }
    }
  }

  /// Effort is bounded: large pictures get fewer sweeps.
  private mutating func improve() {
    let sweeps = places.count > 8_000 ? 4 : places.count > 2_000 ? 8 : 16
    var best = (crossings: crossings, layers: layers)
    for number in 0..<sweeps where best.crossings > 0 {
      sweep(isDown: number % 2 == 0, leansRight: number % 4 > 1)
      exchange()
      let found = crossings
      if found < best.crossings { best = (found, layers) }
    }
    layers = best.layers
  }

  // MARK: Sweeps

  private mutating func sweep(isDown: Bool, leansRight: Bool) {
    let order = isDown ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed()
    for layer in order { sort(layer, by: isDown ? above : below, leansRight) }
  }

  /// Items without neighbours there keep their places.
  private mutating func sort(_ layer: Int, by neighbours: [[Int]], _ leansRight: Bool) {
    let entries = layers[layer].enumerated().compactMap { place, item -> (centre: Double, place: Int, item: Int)? in
      guard !neighbours[item].isEmpty else { return nil }
      let sum = neighbours[item].reduce(0) { $0 + places[$1] }
      return (Double(sum) / Double(neighbours[item].count), place, item)
    }
    let sorted = entries.sorted {
      ($0.centre, leansRight ? -$0.place : $0.place) < ($1.centre, leansRight ? -$1.place : $1.place)
    }
    for (slot, entry) in zip(entries, sorted) { layers[layer][slot.place] = entry.item }
    for (place, item) in layers[layer].enumerated() { places[item] = place }
  }

  // MARK: Exchanges

  /// Wider layers are left to the sweeps.
  private static let exchanged = 60

  private mutating func exchange() {
    for layer in layers.indices where layers[layer].count > 1 && layers[layer].count <= Self.exchanged {
      for place in 0..<layers[layer].count - 1 {
        let (left, right) = (layers[layer][place], layers[layer][place + 1])
        let now = crossings(left, right, above) + crossings(left, right, below)
        let then = crossings(right, left, above) + crossings(right, left, below)
        guard then < now else { continue }
        layers[layer].swapAt(place, place + 1)
        places[left] = place + 1
        places[right] = place
      }
    }
  }

  /// Among the lines of two items that stand in this order.
  private func crossings(_ left: Int, _ right: Int, _ neighbours: [[Int]]) -> Int {
    neighbours[left].reduce(0) { sum, one in
      sum + neighbours[right].reduce(0) { $0 + (places[$1] < places[one] ? 1 : 0) }
    }
  }

  // MARK: Counting

  private var crossings: Int {
    layers.indices.dropFirst().reduce(0) { $0 + crossings(above: $1) }
  }

  /// Inversions, counted with a Fenwick tree (Barth, Mutzel and Jünger, 2002).
  private func crossings(above layer: Int) -> Int {
    var tree = [Int](repeating: 0, count: layers[layer - 1].count + 1)
    var (count, met) = (0, 0)
    for item in layers[layer] {
      let ends = above[item].map { places[$0] }
      for end in ends { count += met - sum(of: tree, upTo: end) }
      for end in ends { add(end, to: &tree) }
      met += ends.count
    }
    return count
  }

  private func sum(of tree: [Int], upTo place: Int) -> Int {
    var (index, sum) = (place + 1, 0)
    while index > 0 {
      sum += tree[index]
      index -= index & -index
    }
    return sum
  }

  private func add(_ place: Int, to tree: inout [Int]) {
    var index = place + 1
    while index < tree.count {
      tree[index] += 1
      index += index & -index
    }
  }
}
