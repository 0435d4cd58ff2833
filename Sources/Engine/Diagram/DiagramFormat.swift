/// What a picture can be written as.
public enum DiagramFormat: String, Sendable, CaseIterable {
  case svg
  case mermaid
  case dot
}

extension DiagramGraph {
  /// - Throws: when nobody could draw or read it.
  public func text(as format: DiagramFormat) throws(DiagramError) -> String {
    switch format {
    case .svg: return try svg()
    case .mermaid: return try mermaid()
    case .dot: return try dot()
    }
  }

  /// - Parameter isPartOfPage: leaves the style out, which is then the page's: ``DiagramStyle/rules``.
  public func svg(isPartOfPage: Bool = false) throws(DiagramError) -> String {
    var writer = SVGWriter(self, try DiagramLayout(self), isPartOfPage: isPartOfPage)
    return writer.document()
  }

  public func mermaid() throws(DiagramError) -> String {
    try requireDrawable()
    var writer = MermaidWriter()
    return writer.document(of: self)
  }

  public func dot() throws(DiagramError) -> String {
    try requireDrawable()
    var writer = DOTWriter()
    return writer.document(of: self)
  }
}
