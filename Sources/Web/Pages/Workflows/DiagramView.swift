import Engine
import Orchestrator

/// A workflow's picture on a page, with ways to take it elsewhere.
struct DiagramView: View {
  let workflow: WorkflowID
  let context: PageContext
  /// Nil when the picture is too large for a page.
  private let drawing: SafeHTML?

  /// What a browser still shows at once.
  private static let most = 400

  init(_ program: Program, context: PageContext) {
    workflow = program.workflow
    self.context = context
    let graph = program.diagram()
    let svg = graph.scope.count <= Self.most ? try? graph.svg(isPartOfPage: true) : nil
    // The writer escapes every word of the definition's.
    drawing = svg.map(SafeHTML.init(rendered:))
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "drawingHTML": drawing.map(Field.html)
    case "isTooLarge": .flag(drawing == nil)
    case "svgLink": .link(link("diagram.svg"))
    case "mermaidLink": .link(link("diagram.mmd"))
    case "dotLink": .link(link("diagram.dot"))
    default: nil
    }
  }

  private func link(_ file: String) -> LinkTarget {
    context.link("api", "v1", "workflows", workflow.rawValue, file)
  }
}
