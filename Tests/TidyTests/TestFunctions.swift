/// The functions of a test file that read like tests: their names are sentences.
struct TestFunctions {
  var file: SwiftFile

  /// The sentences, for looking up the tests that documents name.
  var names: [String] { functions.map(\.name) }

  /// Sentences that no `@Test` stands before: they never run, and nothing says so.
  var findings: [Finding] {
    functions.filter { !$0.isTest }
      .map { Finding(file: file.path, line: $0.line, message: "`\($0.name)` has no @Test, so it never runs") }
  }

  private struct Function {
    var name: String
    var line: Int
    var isTest: Bool
  }

  /// The attributes of a function stand between the end of the declaration before it and its name.
  private var functions: [Function] {
    let code = file.codeLines
    return code.indices.compactMap { index in
      guard code[index].contains("func `"), let match = code[index].firstMatch(of: /\bfunc `([^`]+)`/) else {
        return nil
      }
      let before = code[..<index].reversed().prefix { !$0.contains(/[{}]\s*$/) && !$0.allSatisfy { $0 == " " } }
      let isTest = code[index].contains("@Test") || before.contains { $0.contains("@Test") }
      return Function(name: String(match.output.1), line: index + 1, isTest: isTest)
    }
  }
}
