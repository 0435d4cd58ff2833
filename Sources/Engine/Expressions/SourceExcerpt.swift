import Starlark

/// The line of a text that holds one byte, with a caret under it.
struct SourceExcerpt {
  let line: Int
  let column: Int
  /// Two lines, each indented by two spaces. A long line is cut to what stands around the caret.
  let text: String

  init(_ source: String, offset: Int) {
    let source = SourceText(source)
    let position = source.position(at: offset)
    line = position.line
    column = position.column
    text = source.excerpt(at: offset)
  }
}
