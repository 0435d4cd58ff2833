/// Writes a Mermaid flow chart.
struct MermaidWriter {
  private var lines: [String] = []
  private var count = 0

  mutating func document(of graph: DiagramGraph) -> String {
    lines = ["---", "title: \(Self.quoted(graph.title))", "---", "flowchart TB"]
    write(graph.scope, indent: "  ")
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ scope: DiagramGraph.Scope, indent: String) {
    var ids: [String] = []
    for node in scope.nodes {
      count += 1
      ids.append("n\(count)")
      write(node, id: "n\(count)", indent)
    }
    for edge in scope.edges {
      let label = edge.label.isEmpty ? "" : "|\(Self.quoted(MarkupText.line(edge.label)))|"
      let arrow = edge.kind == .flow ? "-->" : "-.->"
      lines.append("\(indent)\(ids[edge.from]) \(arrow)\(label) \(ids[edge.to])")
    }
  }

  private mutating func write(_ node: DiagramGraph.Node, id: String, _ indent: String) {
    let words = Self.quoted(([node.name] + node.notes).map { MarkupText.line($0) }.joined(separator: "\n"))
    if let inside = node.inside {
      lines.append("\(indent)subgraph \(id)[\(words)]")
      write(inside, indent: indent + "  ")
      lines.append("\(indent)end")
    } else {
      lines.append(indent + id + Self.shape(of: node.kind, words))
    }
  }

  private static func shape(of kind: DiagramGraph.Kind, _ words: String) -> String {
    switch kind {
    case .start: "((\"start\"))"
    case .end: "(((\"end\")))"
    case .uncaught, .reference, .state(.sleep), .state(.await): "([\(words)])"
    case .state(.switch): "{{\(words)}}"
    case .part, .state: "[\(words)]"
    }
  }

  /// In quotation marks, with everything as a numbered entity that could end them or begin markup. Line breaks stay.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "<br/>"
      case "\"", "#", "<", ">", "&", "`", "\\", "{", "}", "[", "]", "|", ";": result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
