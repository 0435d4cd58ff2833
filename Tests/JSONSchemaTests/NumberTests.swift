import JSON
import JSONSchema
import Testing

/// Numbers are compared as they are written in decimal.
struct NumberTests {
  private func accepts(_ schema: String, _ value: String) throws -> Bool {
    try Schema(compiling: JSONValue(parsing: schema)).accepts(JSONValue(parsing: value))
  }

  @Test(
    arguments: [
      (##"{"type":"integer"}"##, "1.0", true),
      (##"{"type":"integer"}"##, "1e3", true),
      (##"{"type":"integer"}"##, "1e300", true),
      (##"{"type":"integer"}"##, "0.5", false),
      (##"{"multipleOf":0.01}"##, "0.07", true),
      (##"{"multipleOf":0.01}"##, "0.075", false),
      (##"{"multipleOf":0.1}"##, "1e300", true),
      (##"{"multipleOf":1e-300}"##, "1e300", true),
      (##"{"multipleOf":3}"##, "9223372036854775806", true),
      (##"{"multipleOf":3}"##, "9223372036854775807", false),
      (##"{"multipleOf":0.3}"##, "-0.9", true),
      (##"{"multipleOf":7}"##, "0", true),
      (##"{"minimum":0.1}"##, "0.1", true),
      (##"{"exclusiveMinimum":0.3}"##, "0.30000000000000004", true),
      (##"{"maximum":9007199254740992.0}"##, "9007199254740992", true),
      (##"{"maximum":9007199254740992.0}"##, "9007199254740993", false),
      (##"{"maximum":9.223372036854775e18}"##, "9223372036854775000", true),
      (##"{"maximum":9.223372036854775e18}"##, "9223372036854775001", false),
      (##"{"minimum":-9.223372036854775e18}"##, "-9223372036854775000", true),
      (##"{"minimum":-9.223372036854775e18}"##, "-9223372036854775001", false),
      (##"{"maximum":1e19}"##, "9223372036854775807", true),
      (##"{"minimum":-1e19}"##, "-9223372036854775808", true),
      (##"{"const":9.223372036854775e18}"##, "9223372036854775000", true),
      (##"{"const":1}"##, "1.0", true),
      (##"{"const":[{"a":2.0}]}"##, ##"[{"a":2}]"##, true),
      (##"{"enum":[0]}"##, "-0.0", true),
      (##"{"enum":[1,"1"]}"##, "true", false),
      (##"{"uniqueItems":true}"##, "[1,1.0]", false),
      (##"{"uniqueItems":true}"##, "[1,true,0,false]", true),
    ] as [(String, String, Bool)])
  func `numbers are compared by their decimal text`(schema: String, value: String, isAccepted: Bool) throws {
    #expect(try accepts(schema, value) == isAccepted)
  }

  @Test(arguments: [("[1, 9223372036854775808]", "9223372036854775808"), ("[1, 1e400]", "1e400")])
  func `a number that can't be kept exactly is refused with its place`(text: String, number: String) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error.line == 1)
    #expect(error.column >= 5)
  }
}
