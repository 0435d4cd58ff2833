import Documents
import JSON
import Testing

struct DocumentErrorTests {
  private func error(_ text: String) throws -> DocumentError {
    try #require(throws: DocumentError.self) { try Document.parse(text, named: "flow.yaml") }
  }

  @Test(
    arguments: [
      ("a:\n\tb: 1\n", 2, 1, "a tab can't be used for indentation", "indent with spaces"),
      ("a:\n  b: 1\n\tc: 1\n", 3, 1, "a tab can't be used for indentation", "indent with spaces"),
      ("a: @x\n", 1, 4, "no value can begin with this character", "put the text in quotes"),
      ("a: b: c\n", 1, 5, "a ':' can't stand here", "put a text that holds ': ' in quotes"),
      ("a: 1\n b: 2\n", 2, 3, "a ':' can't stand here", "check the indentation"),
      ("a: [1, 2\nb: 3\n", 2, 2, "expected ',' or ']'", nil),
      ("a: 'x\n", 2, 1, "the quoted text has no closing quote", nil),
      ("a: *x\n", 1, 4, "no anchor of this name", "put a text that begins with '*' in quotes"),
      ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here", "remove the '---'"),
      ("a: \"x\u{7}\"\n", 1, 6, "control characters are not allowed (U+0007)", "write it as an escape"),
      ("", 1, 1, "the document is empty", nil),
      ("# nothing\n", 1, 1, "the document is empty", nil),
      ("? [a]\n: 1\n", 1, 3, "a key must be text", "put quotes around a key"),
      ("{{x}}: 1", 1, 2, "expected a name in double quotes", nil),
    ] as [(String, Int, Int, String, String?)])
  func `a mistake is told with its place and what to do`(
    text: String, line: Int, column: Int, message: String, hint: String?
  ) throws {
    let error = try error(text)
    #expect((error.line, error.column) == (line, column), "\(error)")
    #expect(error.message.hasPrefix(message), "\(error)")
    if let hint { #expect(error.hint?.contains(hint) == true, "\(error)") }
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", (1, 1), (3, 1)),
    ("x:\n  name: name\n  b: name\n  'name': name\n  name: 1\n", (2, 3), (4, 3)),
    ("x: {k: k, b: [k, {k: 1}], k: 2}\n", (1, 5), (1, 27)),
    ("{\"k\": 1,\n \"k\": 2}", (1, 2), (2, 2)),
    ("- ok: 1\n- on: 1\n  off: on\n  on: 2\n", (2, 3), (4, 3)),
    ("1: a\n\"1\": b\n", (1, 1), (2, 1)),
  ])
  func `a repeated key is refused, naming both places`(
    text: String, first: (line: Int, column: Int), second: (line: Int, column: Int)
  ) throws {
    let error = try error(text)
    #expect((error.line, error.column) == second, "\(error)")
    #expect(error.message.hasSuffix("first in line \(first.line), column \(first.column)"), "\(error)")
    #expect(error.hint == "remove or rename one of them")
  }

  @Test func `a key repeated in another spelling is still refused`() throws {
    let error = try error("abc: 1\n\"\\u0061bc\": 2\n")
    #expect(error.message == "the key 'abc' stands twice in one object")
  }

  @Test func `an error reads like a compiler's`() throws {
    #expect(
      try error("a:\n\tb: 1\n").description == "flow.yaml:2:1: a tab can't be used for indentation (indent with spaces)"
    )
  }
}
