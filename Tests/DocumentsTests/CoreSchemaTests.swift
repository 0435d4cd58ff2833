import Documents
import JSON
import Testing

/// What a plain scalar means, by YAML 1.2's core schema.
struct CoreSchemaTests {
  private func value(_ scalar: String) throws -> JSONValue? {
    try Document.parse("a: \(scalar)\n", named: "test").value["a"]
  }

  @Test(arguments: [
    "no", "yes", "on", "off", "y", "n", "22:00", "1_000", "0b11", "1.2.3", "-", "+", ".", "1e", "0o8", "0xg", "-0x1f",
    "2026-11-21", "nan", "inf", "TrUe", "<<", "=",
  ])
  func `what YAML 1.1 converted stays text`(scalar: String) throws {
    #expect(try value(scalar == "-" || scalar == "<<" ? "'\(scalar)'" : scalar) == .string(scalar))
  }

  @Test(
    arguments: [
      ("1", .integer(1)), ("-12", .integer(-12)), ("+7", .integer(7)), ("014", .integer(14)), ("0o14", .integer(12)),
      ("0x1F", .integer(31)), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("1.0", .double(1)), ("1.", .double(1)), (".5", .double(0.5)), ("-.5e3", .double(-500)), ("1e3", .double(1_000)),
      ("1.e2", .double(100)), ("+1.5", .double(1.5)), ("0.05", .double(0.05)),
      ("true", true), ("True", true), ("FALSE", false), ("null", .null), ("Null", .null), ("~", .null), ("", .null),
      ("'1'", "1"), ("\"true\"", "true"), ("''", ""), ("! 1", "1"), ("!!str 1", "1"), ("!!int '1'", .integer(1)),
      ("!!float 1", .double(1)), ("!!null ''", .null), ("!!bool 'true'", true),
    ] as [(String, JSONValue)])
  func `numbers, booleans and null are read by the core schema`(scalar: String, expected: JSONValue) throws {
    #expect(try value(scalar) == expected)
  }

  @Test(arguments: [
    ("9223372036854775808", "doesn't fit in 64 bits"), ("1e400", "beyond a double"),
    (".inf", "no number that JSON knows"),
    ("-.INF", "no number that JSON knows"), (".NaN", "no number that JSON knows"), ("!!int x", "is no !!int"),
    ("!mine x", "the tag !mine is not known"), ("!!int 99999999999999999999", "doesn't fit in 64 bits"),
  ])
  func `what has no JSON value is refused with place and hint`(scalar: String, message: String) throws {
    let error = try #require(throws: DocumentError.self) { try Document.parse("a:\n  b: \(scalar)\n", named: "test") }
    #expect(error.message.contains(message), "\(error)")
    #expect((error.line, error.column) == (2, 6))
    #expect(error.hint != nil)
  }
}
