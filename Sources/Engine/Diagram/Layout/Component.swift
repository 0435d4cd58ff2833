/// Nodes of a scope that are connected, with the edges among them.
struct Component {
  /// Places in the scope's nodes.
  var nodes: [Int]
  var edges: [ComponentEdge]

  /// In the order of their first nodes.
  static func all(of scope: DiagramGraph.Scope) -> [Component] {
    var parts = DisjointSets(count: scope.nodes.count)
    for edge in scope.edges { parts.join(edge.from, edge.to) }
    var numbers: [Int: Int] = [:]
    var components: [Component] = []
    var places = [Int](repeating: 0, count: scope.nodes.count)
    for index in scope.nodes.indices {
      let root = parts.root(of: index)
      let number = numbers[root] ?? components.count
      if number == components.count {
        numbers[root] = number
        components.append(Component(nodes: [], edges: []))
      }
      places[index] = components[number].nodes.count
      components[number].nodes.append(index)
    }
    for edge in scope.edges {
      guard let number = numbers[parts.root(of: edge.from)] else { continue }
      components[number].edges.append(
        ComponentEdge(from: places[edge.from], to: places[edge.to], label: edge.label, kind: edge.kind))
    }
    return components
  }
}

struct ComponentEdge: Hashable {
  /// Places in the component's nodes.
  var from: Int
  var to: Int
  var label: String
  var kind: DiagramGraph.EdgeKind
}

/// Which elements belong together; the first of them stands for all.
private struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (root(of: one), root(of: other))
    parents[max(one, other)] = min(one, other)
  }
}
