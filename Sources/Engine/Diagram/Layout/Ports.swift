/// Where along a box's border lines leave and arrive: the way on in the middle, the others beside it on the side that
/// they come from or go to.
struct Ports {
  /// By route.
  private(set) var leaving: [Int]
  private(set) var arriving: [Int]

  init(_ graph: LayerGraph, middles: [Int]) {
    leaving = graph.routes.map { middles[$0.edge.from] }
    arriving = graph.routes.map { middles[$0.edge.to] }
    spread(graph, middles)
  }

  private mutating func spread(_ graph: LayerGraph, _ middles: [Int]) {
    var out = [[Bundle]](repeating: [], count: graph.items.count)
    var into = out
    for (index, route) in graph.routes.enumerated() {
      let leaves = Bundle.Key(
        kind: route.edge.kind, isBack: false, item: route.edge.kind == .flow ? nil : route.hops[1])
      Bundle.add(index, leaves, at: middles[route.hops[1]], to: &out[route.edge.from])
      let arrives = Bundle.Key(kind: route.edge.kind, isBack: route.isBack, item: nil)
      Bundle.add(index, arrives, at: middles[route.hops[route.hops.count - 2]], to: &into[route.edge.to])
    }
    for (node, bundles) in out.enumerated() { assign(bundles, graph.items[node], middles[node], to: \.leaving) }
    for (node, bundles) in into.enumerated() { assign(bundles, graph.items[node], middles[node], to: \.arriving) }
  }

  private mutating func assign(
    _ bundles: [Bundle], _ item: LayerGraph.Item, _ middle: Int, to side: WritableKeyPath<Ports, [Int]>
  ) {
    guard bundles.count > 1 else { return }
    let main = bundles.first { $0.key.kind == .flow && !$0.key.isBack }
    // Without a way on the first one takes its place.
    let centre = main?.key ?? bundles[0].key
    let others = bundles.filter { $0.key != centre }.sorted { ($0.end, $0.routes[0]) < ($1.end, $1.routes[0]) }
    place(others.filter { $0.end < middle }.reversed(), item, middle, direction: -1, side)
    place(others.filter { $0.end >= middle }.reversed(), item, middle, direction: 1, side)
  }

  private static let widest = 22

  /// From the middle outwards; what goes farthest leaves outermost.
  private mutating func place(
    _ bundles: [Bundle], _ item: LayerGraph.Item, _ middle: Int, direction: Int,
    _ side: WritableKeyPath<Ports, [Int]>
  ) {
    let step = max(1, min(Self.widest, (item.width / 2 - 6) / (bundles.count + 1)))
    let outward = bundles.sorted { direction * $0.end < direction * $1.end }
    for (number, bundle) in outward.enumerated() {
      for route in bundle.routes { self[keyPath: side][route] = middle + direction * step * (number + 1) }
    }
  }

  /// Routes that share a place on the border.
  private struct Bundle {
    struct Key: Hashable {
      var kind: DiagramGraph.EdgeKind
      var isBack: Bool
      var item: Int?
    }

    var key: Key
    var routes: [Int]
    /// Where the nearest bend is.
    var end: Int

    static func add(_ route: Int, _ key: Key, at end: Int, to bundles: inout [Bundle]) {
      if let known = bundles.firstIndex(where: { $0.key == key }) {
        bundles[known].routes.append(route)
      } else {
        bundles.append(Bundle(key: key, routes: [route], end: end))
      }
    }
  }
}
