import Testing

@testable import Engine

/// Pictures as text: whatever states are called, the text stays what it is.
struct DiagramWritingTests {
  private static let hostile = [
    "</text><script>alert(1)</script>", "\" onload=\"alert(1)", "a & b < c > d 'e'", "]] --> x|y|{z}; end\n%% c",
    "`**bold**` #quot; \\\" \\", "a\u{0}b\u{8}\u{1b}[31m\u{fffe}", "\u{202e}gnp.exe", "\"\u{338}<\u{338}",
    String(repeating: "長い名前", count: 200), "👩‍👩‍👧‍👦" + String(repeating: "e\u{301}", count: 900), "",
  ]

  private func graph(_ name: String) -> DiagramGraph {
    let inside = DiagramGraph.Scope(nodes: [.init(.state(.operation), name: name, notes: [name])])
    let nodes: [DiagramGraph.Node] = [
      .init(.start, name: ""), .init(.state(.switch), name: name, notes: [name]),
      .init(.state(.foreach), name: name, inside: inside), .init(.end, name: ""),
    ]
    let edges: [DiagramGraph.Edge] = [
      .init(from: 0, to: 1), .init(from: 1, to: 2, label: name), .init(from: 1, to: 1, label: name, kind: .error),
      .init(from: 2, to: 3),
    ]
    return DiagramGraph(title: name, summary: name, scope: .init(nodes: nodes, edges: edges))
  }

  @Test(arguments: hostile) func `whatever a state is called, the drawing is well-formed and has no script`(
    name: String
  ) throws {
    let svg = try graph(name).svg()
    let reader = try #require(MarkupReader(svg))
    #expect(reader.elements.isSubset(of: ["svg", "title", "desc", "style", "g", "path", "rect", "circle", "text"]))
    #expect(!reader.attributes.contains { $0.hasPrefix("on") || $0.contains("href") })
  }

  @Test(arguments: hostile) func `whatever a state is called, Mermaid and DOT keep their lines`(name: String) throws {
    let (plain, odd) = (graph("plain"), graph(name))
    for format in [DiagramFormat.mermaid, .dot] {
      let (expected, found) = (try plain.text(as: format), try odd.text(as: format))
      #expect(found.split(separator: "\n").count == expected.split(separator: "\n").count)
    }
    let quotes = try odd.mermaid().split(separator: "\n").map { $0.filter { $0 == "\"" }.count }
    #expect(quotes.allSatisfy { $0 % 2 == 0 })
  }

  @Test func `the drawing says everything in words too`() throws {
    let svg = try DrawnWorkflows.program(states: DrawnWorkflows.everything).diagram().svg()
    #expect(svg.contains("role=\"img\" aria-labelledby=\"diagram-title diagram-words\""))
    #expect(svg.contains("choose leads to both (ctx.limit &gt; 2), look (ctx.limit &lt; 0), ask (otherwise)."))
    #expect(svg.contains(">otherwise</text>"))
    #expect(svg.contains("prefers-color-scheme: dark"))
  }

  @Test func `long names are broken and cut, and whole in their title`() throws {
    let name = (1...40).map { "part\($0)" }.joined(separator: "_")
    let svg = try graph(name).svg()
    #expect(svg.contains("…</text>"))
    #expect(svg.contains("<title>\(name.prefix(200))"))
    #expect(!svg.contains(">\(name)</text>"))
  }

  @Test func `inside of a page the style is the page's`() throws {
    let graph = DrawnWorkflows.tangled(3)
    #expect(try !graph.svg(isPartOfPage: true).contains("<style>"))
    #expect(try graph.svg().contains(DiagramStyle.rules))
  }

  @Test func `Mermaid has composites as subgraphs and errors as dotted arrows`() throws {
    let text = try DrawnWorkflows.program(states: DrawnWorkflows.everything).diagram().mermaid()
    #expect(text.hasPrefix("---\ntitle: \"test\"\n---\nflowchart TB\n"))
    #expect(text.contains("subgraph n5[\"both<br/>joins with the first success\"]"))
    #expect(text.contains("-.->|\"rejected\"|"))
    #expect(text.contains("-->|\"ctx.limit #62; 2\"|"))
  }

  @Test func `DOT has composites as clusters that edges end at`() throws {
    let text = try DrawnWorkflows.program(states: DrawnWorkflows.everything).diagram().dot()
    #expect(text.hasPrefix("digraph \"test\" {"))
    #expect(text.contains("subgraph cluster_n5 {"))
    #expect(text.contains("lhead=cluster_n5"))
    #expect(text.contains("label=\"rejected\", style=dashed"))
  }
}

/// Reads well-formed markup, as strictly as it is written here.
private struct MarkupReader {
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []

  /// Nil when the text is not well-formed.
  init?(_ text: String) {
    guard
      let tag = try? Regex(#"<(/?)([a-z]+)((?: [A-Za-z:-]+="[^"<]*")*)(/?)>"#, as: Tag.self).matchingSemantics(
        .unicodeScalar)
    else { return nil }
    var open: [Substring] = []
    var rest = text[...]
    while let mark = rest.unicodeScalars.firstIndex(of: "<") {
      guard Self.isPlain(rest[..<mark]), let found = try? tag.prefixMatch(in: rest[mark...])?.output else { return nil }
      elements.insert(String(found.2))
      guard Self.isPlain(found.3) else { return nil }
      for match in found.3.matches(of: /([A-Za-z:-]+)="/) { attributes.insert(String(match.output.1)) }
      if found.1 == "/" {
        guard open.popLast() == found.2 else { return nil }
      } else if found.4.isEmpty {
        open.append(found.2)
      }
      rest = rest[found.0.endIndex...]
    }
    guard open.isEmpty, Self.isPlain(rest) else { return nil }
  }

  private typealias Tag = (Substring, Substring, Substring, Substring, Substring)

  /// Entities are whole, and there is nothing that XML can't hold.
  private static func isPlain(_ text: Substring) -> Bool {
    let entities = text.matches(of: /&(?:amp|lt|gt|quot|#39);/.matchingSemantics(.unicodeScalar)).count
    return text.utf8.count { $0 == UInt8(ascii: "&") } == entities
      && text.unicodeScalars.allSatisfy { ($0.value >= 32 || $0 == "\n") && $0.value != 0xFFFE && $0.value != 0xFFFF }
  }
}
