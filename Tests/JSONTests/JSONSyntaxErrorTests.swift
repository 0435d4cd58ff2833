import JSON
import Testing

struct JSONSyntaxErrorTests {
  @Test(arguments: [
    ("", 1, 1, "expected a value, but found the end of the text"),
    ("  ", 1, 3, "expected a value, but found the end of the text"),
    ("{\"a\": 1,\n \"b\" 2}", 2, 6, "expected ':', but found '2'"),
    ("[1 2]", 1, 4, "expected ',' or ']', but found '2'"),
    ("[1,]", 1, 4, "expected a value, but found ']'"),
    ("{\"a\":1,}", 1, 8, "expected a name in double quotes, but found '}'"),
    ("{a:1}", 1, 2, "expected a name in double quotes, but found 'a'"),
    ("{'a':1}", 1, 2, "expected a name in double quotes, but found '''"),
    ("{\"é\" 1}", 1, 6, "expected ':', but found '1'"),
    ("1 2", 1, 3, "expected the end of the text, but found '2'"),
    ("\"abc", 1, 1, "the string that begins here has no end"),
    ("\"a\nb\"", 1, 3, "a control character (0xa) in a string must be written as an escape"),
    ("\"\\ud800\"", 1, 2, "half of a surrogate pair is no character"),
    ("\"\\x\"", 1, 2, "no escape begins so"),
    ("tru", 1, 1, "expected a value, as true is, but found 't'"),
    ("[1\u{0}]", 1, 3, "expected ',' or ']', but found the byte 0x00"),
    ("true\u{0}", 1, 5, "expected the end of the text, but found the byte 0x00"),
    ("\u{FEFF}1", 1, 1, "a byte order mark can't stand before the value"),
  ])
  func `a mistake is told with its place and what was expected`(
    text: String, line: Int, column: Int, message: String
  ) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error.reason == .syntax)
    #expect((error.line, error.column) == (line, column))
    #expect(error.message.hasPrefix(message), "\(error)")
  }

  @Test func `a repeated name is refused, naming both places`() throws {
    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: "{\"a\": 1,\n \"b\": {\"a\": 2},\n \"\\u0061\": 3}")
    }
    #expect(error.reason == .duplicateKey)
    #expect((error.line, error.column) == (3, 2))
    #expect(error.message == "\"a\" stands twice in one object, first in line 1, column 2")
  }

  @Test func `bytes that aren't UTF-8 are refused where they stand`() throws {
    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: [UInt8]("[\"é".utf8) + [0xC3, 0x28] + [UInt8]("\"]".utf8))
    }
    #expect(error.offset == 4)
    #expect(error.message == "the byte 0xc3 is not UTF-8")
  }

  @Test func `a NUL in a name is refused`() throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "{\"a\\u0000\":1}") }
    #expect(error.reason == .unsupported)
  }
}

struct JSONLimitsTests {
  private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test func `512 levels are read and written, one more is refused where it begins`() throws {
    #expect(try JSONValue(parsing: nested(512)).text == nested(512))
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(513)) }
    #expect(error.reason == .limit)
    #expect(error.column == 513)
  }

  @Test func `a hundred thousand brackets do no harm`() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
  }

  @Test func `a text beyond the size allowed is refused`() throws {
    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: "[1,2,3]", limits: JSONLimits(bytes: 6))
    }
    #expect(error.reason == .limit)
    #expect(error.message == "the text has 7 bytes, and 6 are allowed")
  }
}
