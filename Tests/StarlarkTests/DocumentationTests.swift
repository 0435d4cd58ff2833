import Foundation
import JSON
import Starlark
import Testing

/// Every example of docs/starlark.md gives what stands behind its arrow.
struct DocumentationTests {
  private static let document: [String] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/starlark.md").path
    return (try? String(contentsOfFile: path, encoding: .utf8))?.components(separatedBy: "\n") ?? []
  }()

  private static let data: JSONObject = ["o": ["items": [1, 2], "name": "web", "size": nil]]

  private static func examples(fence: String, arrow: String) -> [[String]] {
    var examples: [[String]] = []
    var isInside = false
    for line in document {
      if line.hasPrefix("```") {
        isInside = line.hasPrefix("```\(fence)")
      } else if isInside, !line.isEmpty {
        examples.append(line.components(separatedBy: arrow))
      }
    }
    return examples
  }

  @Test func `every expression of the page gives what it says`() {
    let examples = Self.examples(fence: "starlark", arrow: "  # → ")
    #expect(examples.count > 60)
    for example in examples {
      guard example.count == 2 else {
        Issue.record("no example: \(example)")
        continue
      }
      #expect(result(example[0], Self.data) == example[1], "\(example[0])")
    }
  }

  @Test func `every template of the page gives what it says`() throws {
    let examples = Self.examples(fence: "template", arrow: "  → ")
    #expect(examples.count > 4)
    for example in examples {
      let source = SourceText(example[0], name: "template")
      let (program, _) = try Program.embedded(in: source, from: 2, dialect: testDialect, functions: .data)
      let thread = Starlark.Thread()
      let value = try program.evaluate(in: thread, names: TestNames(Self.data))
      #expect(try value.represented(in: thread) == example[1], "\(example[0])")
    }
  }

  @Test func `every helper stands on the page`() {
    let text = Self.document.joined(separator: "\n")
    let helpers = Set(Builtins.data.names).subtracting(Builtins.universe.names)
    for name in helpers { #expect(text.contains("\(name)(") || text.contains("`\(name)`"), "\(name)") }
    for module in ["json", "math", "re", "time"] {
      guard case .host(let object) = Builtins.data[module] else { continue }
      #expect(!object.attributeNames.isEmpty)
    }
  }
}
