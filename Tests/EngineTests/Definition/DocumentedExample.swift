import Engine
import Foundation
import Testing

/// A block of YAML on a page for users: a definition with its tests, or a piece of `states`, which begins with a dash.
struct DocumentedExample: CustomTestStringConvertible {
  let page: String
  /// Where on the page it begins, from 1.
  let line: Int
  let text: String

  var testDescription: String { "docs/\(page):\(line)" }
  var isPiece: Bool { text.hasPrefix("- ") }

  /// The whole definition; a piece gets a frame.
  var definition: String { isPiece ? "id: piece\nstates:\n\(text)" : text }

  static let pages = ["language.md", "dialects.md", "events.md"]
  static let all = pages.flatMap(examples)

  static func text(of page: String) throws -> String {
    let file = URL(filePath: #filePath).appending(path: "../../../../docs/\(page)").standardized
    return try String(contentsOf: file, encoding: .utf8)
  }

  private static func examples(on page: String) -> [DocumentedExample] {
    guard let text = try? text(of: page) else { return [] }
    var examples: [DocumentedExample] = []
    var block: (line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      switch (line, block) {
      case ("```yaml", nil): block = (index + 2, [])
      case ("```", let finished?):
        examples.append(.init(page: page, line: finished.line, text: finished.lines.joined(separator: "\n") + "\n"))
        block = nil
      case (_, nil): break
      case (_, .some): block?.lines.append(line)
      }
    }
    return examples
  }
}
