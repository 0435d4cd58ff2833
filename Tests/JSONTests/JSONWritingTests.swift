import JSON
import Testing

struct JSONWritingTests {
  @Test func `compact text has no whitespace`() {
    let value: JSONValue = ["b": [1, nil, true, false, "x"], "a": [:], "c": []]
    #expect(value.text == #"{"b":[1,null,true,false,"x"],"a":{},"c":[]}"#)
  }

  @Test(
    arguments: [
      (0.05, "0.05"), (1.0, "1.0"), (-0.0, "-0.0"), (1e16, "1e+16"), (1e-7, "1e-07"),
      (0.1 + 0.2, "0.30000000000000004"),
      (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ] as [(Double, String)])
  func `a real keeps its digits and stays a real`(number: Double, text: String) throws {
    #expect(JSONValue.double(number).text == text)
    #expect(try JSONValue(parsing: text) == .double(number))
  }

  @Test func `random doubles come back bit for bit`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      let value = JSONValue.double(number)
      #expect(try JSONValue(parsing: value.text) == value, "\(number)")
      #expect(Double(value.canonicalText) == number, "\(number)")
    }
  }

  @Test(arguments: [Int64.min, -10, -1, 0, 9, 10, 1_234_567_890_123_456_789, .max])
  func `integers keep every digit`(number: Int64) {
    #expect(JSONValue.integer(number).text == String(number))
  }

  @Test func `only what must be escaped is`() {
    let value: JSONValue = "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é😀\u{2028}"
    #expect(value.text == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7f}é😀\u{2028}\"")
  }

  @Test func `what is not finite becomes null`() {
    #expect(JSONValue.array([.double(.nan), .double(.infinity)]).text == "[null,null]")
  }

  @Test func `text is appended to a buffer`() {
    var buffer = Array("x=".utf8)
    JSONValue.array([1]).write(to: &buffer)
    #expect(buffer == Array("x=[1]".utf8))
  }

  @Test func `pretty text is indented by two spaces`() {
    let value: JSONValue = ["a": [1, [:]], "b": ["c": []]]
    #expect(value.prettyText == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": []\n  }\n}")
  }
}

struct CanonicalJSONTests {
  /// The sample of RFC 8785, section 3.2.2 and 3.2.3.
  @Test func `the RFC's sample comes out as printed there`() throws {
    let value = try JSONValue(
      parsing: """
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """)
    #expect(
      value.canonicalText
        == #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
        + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#)
  }

  @Test func `names are ordered by their UTF-16 units`() {
    let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}", "", "10", "a"]
    let value = JSONValue.object(JSONObject(names.map { ($0, 0) }))
    let sorted = names.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }
    #expect(value.canonicalText == JSONValue.object(JSONObject(sorted.map { ($0, 0) })).text)
  }

  /// Most of them from RFC 8785, appendix B.
  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
      (0x444b_1ae4_d6e2_ef50, "1e+21"), (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
      (0x3eb0_c6f7_a0b5_ed8d, "0.000001"), (0x41b3_de43_5555_5553, "333333333.3333332"),
      (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"), (0x3ff0_0000_0000_0000, "1"), (0x4059_0000_0000_0000, "100"),
    ] as [(UInt64, String)])
  func `numbers are printed as ECMAScript prints them`(bits: UInt64, text: String) {
    #expect(JSONValue.double(Double(bitPattern: bits)).canonicalText == text)
  }

  @Test func `integers beyond a double's reach stay different from their neighbours`() {
    #expect(JSONValue.integer(9_007_199_254_740_993).canonicalText == "9007199254740993")
  }
}
