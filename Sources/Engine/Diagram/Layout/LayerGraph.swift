/// Everything that takes room in the layers of a component: nodes in the odd layers; bends of lines in all; labels,
/// which are bends with a size.
///
/// After Sugiyama, Tagawa and Toda (1981): an edge that passes layers has a bend in each. Two things differ. Edges to the
/// same node share their bends as soon as they can, so that they look like a tree. And an edge that leads backwards has
/// bends beside both of its ends: it leaves below and arrives above, as all others do.
struct LayerGraph {
  struct Item {
    var layer: Int
    var width: Int
    var height: Int
    /// Nil: a bend.
    var node: Int?
    /// The route whose label stands here.
    var label: Int?
  }

  /// An edge's way.
  struct Route {
    var edge: ComponentEdge
    var isBack: Bool
    /// Items from the source to the target. Of an edge that leads backwards the first and the last step stay in a layer.
    var hops: [Int]
    /// From this hop on it runs along an earlier route.
    var join: Int?
    var label: RouteLabel?
  }

  private(set) var items: [Item]
  private(set) var routes: [Route] = []
  /// Neighbours in the layers above and below.
  private(set) var above: [[Int]]
  private(set) var below: [[Int]]
  /// Those of them that the way on leads to: they are to stand in line.
  private(set) var strongAbove: [[Int]]
  private(set) var strongBelow: [[Int]]
  let layerCount: Int
  private var shared: [SharedPlace: Int] = [:]

  private struct SharedPlace: Hashable {
    var trunk: Trunk
    var layer: Int
  }

  init(_ component: Component, sizes: [(width: Int, height: Int)]) {
    let ranking = Ranking(count: component.nodes.count, edges: component.edges)
    items = zip(sizes, ranking.ranks).enumerated().map { index, node in
      Item(layer: 2 * node.1 + 1, width: node.0.width, height: node.0.height, node: index)
    }
    layerCount = 2 * (ranking.ranks.max() ?? 0) + 3
    above = [[Int]](repeating: [], count: items.count)
    below = above
    strongAbove = above
    strongBelow = above
    for (index, edge) in component.edges.enumerated() { add(edge, isBack: ranking.isBack[index]) }
  }

  private mutating func add(_ edge: ComponentEdge, isBack: Bool) {
    var route = Route(edge: edge, isBack: isBack, hops: [edge.from], label: RouteLabel(edge.label))
    if isBack { addBack(&route) } else { addForward(&route) }
    route.hops.append(edge.to)
    routes.append(route)
  }

  private mutating func addForward(_ route: inout Route) {
    let trunk = Trunk(route.edge, isBack: false)
    let (source, target) = (route.edge.from, route.edge.to)
    for layer in items[source].layer + 1..<items[target].layer {
      let last = route.hops[route.hops.count - 1]
      let isOwn = route.hops.count == 1 && route.label != nil
      let (bend, isNew) = isOwn ? (ownBend(layer, route), true) : sharedBend(trunk, layer)
      link(last, bend, isStrong: route.edge.kind == .flow)
      if !isNew, route.join == nil { route.join = route.hops.count }
      route.hops.append(bend)
    }
    link(route.hops[route.hops.count - 1], target, isStrong: route.edge.kind == .flow)
  }

  /// Up beside its ends. Two further bends without a size, below the source and above the target, hold it near to them.
  private mutating func addBack(_ route: inout Route) {
    let trunk = Trunk(route.edge, isBack: true)
    let (source, target) = (route.edge.from, route.edge.to)
    let first = ownBend(items[source].layer, route)
    let turn = bend(items[source].layer + 1)
    link(source, turn)
    link(first, turn)
    route.hops.append(first)
    for layer in stride(from: items[source].layer - 1, through: items[target].layer, by: -1) {
      let (bend, isNew) = sharedBend(trunk, layer)
      link(bend, route.hops[route.hops.count - 1])
      if !isNew, route.join == nil { route.join = route.hops.count }
      route.hops.append(bend)
    }
    let (top, _) = sharedBend(trunk, items[target].layer - 1)
    link(top, target)
    link(top, route.hops[route.hops.count - 1])
  }

  private mutating func sharedBend(_ trunk: Trunk, _ layer: Int) -> (Int, isNew: Bool) {
    let place = SharedPlace(trunk: trunk, layer: layer)
    if let known = shared[place] { return (known, false) }
    let new = bend(layer)
    shared[place] = new
    return (new, true)
  }

  private mutating func ownBend(_ layer: Int, _ route: Route) -> Int {
    let new = bend(layer)
    if let label = route.label {
      items[new].width = label.width
      items[new].height = label.height
      items[new].label = routes.count
    }
    return new
  }

  private mutating func bend(_ layer: Int) -> Int {
    items.append(Item(layer: layer, width: 0, height: 0))
    above.append([])
    below.append([])
    strongAbove.append([])
    strongBelow.append([])
    return items.count - 1
  }

  private mutating func link(_ upper: Int, _ lower: Int, isStrong: Bool = false) {
    guard !below[upper].contains(lower) else { return }
    below[upper].append(lower)
    above[lower].append(upper)
    guard isStrong else { return }
    strongBelow[upper].append(lower)
    strongAbove[lower].append(upper)
  }
}

/// A label in lines.
struct RouteLabel {
  let text: String
  let lines: [String]
  let width: Int
  let height: Int

  private static let widest = 170
  private static let lineHeight = 14

  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    self.text = text
    lines = TextWrapping.lines(of: text, .label, width: Self.widest, atMost: 3)
    let widest = lines.map { TextMetrics.width(of: $0, .label) }.max() ?? 0
    width = widest + widest % 2 + 8
    height = lines.count * Self.lineHeight + 4
  }
}
