/// Draws a layout as SVG: words are text, colours are variables, and nothing in it is a script.
struct SVGWriter {
  let graph: DiagramGraph
  let layout: DiagramLayout
  let isPartOfPage: Bool
  private var text = ""

  init(_ graph: DiagramGraph, _ layout: DiagramLayout, isPartOfPage: Bool) {
    self.graph = graph
    self.layout = layout
    self.isPartOfPage = isPartOfPage
  }

  mutating func document() -> String {
    let size = "\(layout.width) \(layout.height)"
    text += """
      <svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 \(size)" width="\(layout.width)" \
      height="\(layout.height)" role="img" aria-labelledby="diagram-title diagram-words">
      <title id="diagram-title">\(MarkupText.escaped(MarkupText.line(graph.title)))</title>
      <desc id="diagram-words">\(MarkupText.escaped(graph.words))</desc>\n
      """
    if !isPartOfPage { text += "<style>\n\(DiagramStyle.colours)\(DiagramStyle.rules)</style>\n" }
    text += "<g class=\"boxes\">\n"
    for box in layout.boxes where box.hasInside { draw(box) }
    text += "</g>\n<g class=\"lines\">\n"
    for line in layout.lines { draw(line) }
    text += "</g>\n<g class=\"boxes\">\n"
    for box in layout.boxes where !box.hasInside { draw(box) }
    text += "</g>\n<g class=\"labels\">\n"
    for line in layout.lines { if let label = line.label { draw(label, of: line.kind) } }
    text += "</g>\n</svg>\n"
    return text
  }

  // MARK: Lines

  private mutating func draw(_ line: DiagramLayout.Line) {
    let (points, isWhole) = line.drawnPoints
    text += "<path class=\"line \(line.kind.rawValue)\" d=\"\(SVGPath.rounded(points))\"/>"
    if isWhole, let end = points.last {
      text +=
        "<path class=\"head \(line.kind.rawValue)\" d=\"M\(end.x - 4) \(end.y - 8)h8l-4 8z\"/>"
    }
    text += "\n"
  }

  private mutating func draw(_ label: DiagramLayout.Label, of kind: DiagramGraph.EdgeKind) {
    let frame = label.frame
    text += "<g class=\"label \(kind.rawValue)\"><title>\(MarkupText.escaped(MarkupText.line(label.text)))</title>"
    text += "<rect x=\"\(frame.x)\" y=\"\(frame.y)\" width=\"\(frame.width)\" height=\"\(frame.height)\" rx=\"4\"/>"
    for (index, line) in label.lines.enumerated() {
      write(line, "", x: frame.middle, y: frame.y + 13 + 14 * index)
    }
    text += "</g>\n"
  }

  // MARK: Boxes

  private mutating func draw(_ box: DiagramLayout.Box) {
    text += "<g class=\"\(box.classes)\"><title>\(MarkupText.escaped(box.words))</title>"
    switch box.kind {
    case .start, .end: drawMarker(box)
    case .uncaught, .reference, .part, .state:
      text += SVGPath.outline(box)
      drawWords(of: box)
    }
    text += "</g>\n"
  }

  private mutating func drawMarker(_ box: DiagramLayout.Box) {
    let (x, y) = (box.frame.middle, box.frame.y + box.frame.height / 2)
    if box.kind == .start {
      text += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"8\" class=\"dot\"/>"
    } else {
      text += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"9\" class=\"ring\"/>"
      text += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"5\" class=\"dot\"/>"
    }
  }

  private mutating func drawWords(of box: DiagramLayout.Box) {
    let frame = box.frame
    var y = frame.y + (box.hasInside ? 9 : (frame.height - box.text.height) / 2)
    var x = frame.middle
    if case .state(let type) = box.kind {
      x = frame.x + BoxText.padding + BoxText.iconColumn
      text += "<path class=\"icon\" transform=\"translate(\(frame.x + BoxText.padding) \(y))\" d=\"\(type.drawing)\"/>"
    } else if box.hasInside {
      x = frame.x + BoxText.padding + 2
    }
    let start = box.isCentred ? "" : " start"
    for line in box.text.name {
      write(line, "name" + start, x: x, y: y + 13)
      y += BoxText.nameLine
    }
    for line in box.text.notes {
      write(line, "note" + start, x: x, y: y + 11)
      y += BoxText.noteLine
    }
  }

  private mutating func write(_ words: String, _ style: String, x: Int, y: Int) {
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    text += "<text\(style) x=\"\(x)\" y=\"\(y)\">\(MarkupText.escaped(words))</text>"
  }
}

extension DiagramLayout.Box {
  fileprivate var isCentred: Bool {
    if case .state = kind { return false }
    return !hasInside
  }

  fileprivate var classes: String {
    let name =
      switch kind {
      case .start: "marker start"
      case .end: "marker end"
      case .uncaught: "marker uncaught"
      case .reference: "marker reference"
      case .part: "part"
      case .state(let type): "state \(type.rawValue)"
      }
    return hasInside ? name + " holder" : name
  }

  /// Everything that the box says, unshortened.
  fileprivate var words: String {
    switch kind {
    case .start: "Start"
    case .end: "End"
    case .uncaught, .reference, .part, .state: MarkupText.line(([name] + notes).joined(separator: " · "), atMost: 1_000)
    }
  }
}

extension DiagramLayout.Line {
  /// The points up to where another line goes on.
  fileprivate var drawnPoints: ([DiagramLayout.Point], isWhole: Bool) {
    guard let join = joinsAt else { return (points, true) }
    var kept: [DiagramLayout.Point] = []
    for (one, other) in zip(points, points.dropFirst()) {
      kept.append(one)
      let isOnIt =
        one.x == join.x && other.x == join.x && min(one.y, other.y) <= join.y && join.y <= max(one.y, other.y)
      if isOnIt { return (kept + [join], false) }
    }
    return (points, true)
  }
}
