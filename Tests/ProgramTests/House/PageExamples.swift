import Foundation
import Testing

/// The commands that a page of the documentation shows in its blocks for consoles, and what it says that they print.
struct PageExamples {
  struct Example {
    var arguments: [String]
    /// The standard output, and then the standard error.
    var printed: String
  }

  let examples: [Example]

  init(page: String) throws {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: repository.appending(path: page), encoding: .utf8)
    var examples: [Example] = []
    var isInBlock = false
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
      } else if isInBlock, line.hasPrefix("$ escapement ") {
        examples.append(Example(arguments: Self.words(String(line.dropFirst("$ escapement ".count))), printed: ""))
      } else if isInBlock {
        try #require(!examples.isEmpty, "a block begins with a command")
        examples[examples.count - 1].printed += line + "\n"
      }
    }
    self.examples = examples
  }

  /// As a shell splits them, as far as examples go: blanks, and double quotes.
  private static func words(_ line: String) -> [String] {
    line.split(separator: "\"" as Character, omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " " as Character).map(String.init)
    }
  }
}
