/// Writes Graphviz's language.
struct DOTWriter {
  private var lines: [String] = []
  private var count = 0

  mutating func document(of graph: DiagramGraph) -> String {
    lines = [
      "digraph \(Self.quoted(graph.title)) {", "  compound=true; newrank=true;",
      "  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=12];",
      "  edge [fontname=\"monospace\", fontsize=10];",
    ]
    write(graph.scope, indent: "  ")
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// A node's name, and its cluster's if it is one: edges then end at the cluster's border.
  private struct Anchor {
    var node: String
    var cluster: String?
  }

  private mutating func write(_ scope: DiagramGraph.Scope, indent: String) {
    let anchors = scope.nodes.map { write($0, indent) }
    for edge in scope.edges {
      let (from, to) = (anchors[edge.from], anchors[edge.to])
      var attributes: [String] = []
      if !edge.label.isEmpty { attributes.append("label=\(Self.quoted(MarkupText.line(edge.label)))") }
      if edge.kind != .flow { attributes.append("style=dashed") }
      if let cluster = from.cluster { attributes.append("ltail=\(cluster)") }
      if let cluster = to.cluster { attributes.append("lhead=\(cluster)") }
      let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      lines.append("\(indent)\(from.node) -> \(to.node)\(list);")
    }
  }

  private mutating func write(_ node: DiagramGraph.Node, _ indent: String) -> Anchor {
    count += 1
    let id = "n\(count)"
    let words = Self.quoted(([node.name] + node.notes).map { MarkupText.line($0) }.joined(separator: "\n"))
    guard let inside = node.inside else {
      lines.append("\(indent)\(id) [\(Self.attributes(of: node.kind, words))];")
      return Anchor(node: id)
    }
    lines.append("\(indent)subgraph cluster_\(id) {")
    lines.append("\(indent)  label=\(words); style=rounded;")
    lines.append("\(indent)  \(id) [shape=point, style=invis];")
    write(inside, indent: indent + "  ")
    lines.append("\(indent)}")
    return Anchor(node: id, cluster: "cluster_\(id)")
  }

  private static func attributes(of kind: DiagramGraph.Kind, _ words: String) -> String {
    switch kind {
    case .start: "label=\"\", shape=circle, style=filled, fillcolor=black, width=0.2"
    case .end: "label=\"\", shape=doublecircle, style=filled, fillcolor=black, width=0.15"
    case .uncaught: "label=\(words), style=\"rounded,dashed\""
    case .reference: "label=\(words), style=\"rounded,dotted\""
    case .state(.switch): "label=\(words), shape=diamond, style=solid"
    case .part, .state: "label=\(words)"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
