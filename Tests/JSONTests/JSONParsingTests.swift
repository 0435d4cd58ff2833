import JSON
import Testing

struct JSONParsingTests {
  @Test(
    arguments: [
      ("null", JSONValue.null), ("true", true), (" 7 ", 7), ("\"x\"", "x"), ("[]", []), ("{}", [:]),
      ("[1,[2,{\"a\":null}]]", [1, [2, ["a": nil]]]),
    ] as [(String, JSONValue)])
  func `any value may stand at the top`(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test func `members keep their order`() throws {
    let value = try JSONValue(parsing: #"{"z":1,"a":2,"m":3}"#)
    #expect(value.objectValue?.keys == ["z", "a", "m"])
  }

  @Test func `escapes and surrogate pairs become characters`() throws {
    #expect(try JSONValue(parsing: #""a\n\u00e9\ud83d\ude00\u0000\/""#) == "a\né😀\u{0}/")
  }

  @Test func `names that differ only in their normal form are two names`() throws {
    let value = try JSONValue(parsing: "{\"\u{e9}\":1,\"e\u{301}\":2}")
    #expect(value.objectValue?.count == 2)
    #expect(value["\u{e9}"] == 1)
    #expect(value["e\u{301}"] == 2)
    #expect(JSONValue.string("\u{e9}") != JSONValue.string("e\u{301}"))
  }

  @Test func `bytes and text read alike`() throws {
    #expect(try JSONValue(parsing: Array("[1]".utf8)) == JSONValue(parsing: "[1]"))
  }

  @Test func `an object of many members is found by name`() throws {
    let text = "{" + (0..<1_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
    let value = try JSONValue(parsing: text)
    #expect(value["k999"] == 999)
    #expect(value.text == text)
  }
}

struct JSONNumberParsingTests {
  @Test(arguments: [
    ("0", JSONValue.integer(0)), ("-0", .integer(0)), ("-1", .integer(-1)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("1.0", .double(1)), ("0.05", .double(0.05)), ("1e2", .double(100)), ("1E-2", .double(0.01)),
    ("-0.0", .double(-0.0)), ("1.7976931348623157e308", .double(.greatestFiniteMagnitude)),
    ("5e-324", .double(.leastNonzeroMagnitude)), ("1e-400", .double(0)),
    ("0.1000000000000000055511151231257827", .double(0.1)),
  ])
  func `a number is read exactly`(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", "1e400", "-1e400", "1e99999999999"])
  func `a number that needs more than 64 bits is refused with its place`(number: String) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "{\"a\":\n  [1, \(number)]}") }
    #expect(error.reason == .numberOutOfRange)
    #expect((error.line, error.column, error.offset) == (2, 7, 12))
    #expect(error.message.contains(number))
  }

  @Test(arguments: ["01", "+1", ".5", "1.", "1e", "-", "0x1", "NaN", "Infinity", "1_000"])
  func `what only other languages call a number is refused`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
  }
}
