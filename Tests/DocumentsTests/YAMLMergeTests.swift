import Documents
import JSON
import Testing

struct YAMLMergeTests {
  @Test func `aliases repeat what their anchor names`() throws {
    let document = try Document.parse("a: &x {k: 1}\nb: *x\nc: [*x, &y 2, *y]\n", named: "test")
    #expect(document.value == ["a": ["k": 1], "b": ["k": 1], "c": [["k": 1], 2, 2]])
    #expect(document.position(of: ["b", "k"]) == SourcePosition(line: 1, column: 11))
  }

  @Test func `a merge adds members, and the object's own win wherever they stand`() throws {
    let text = """
      base: &base {a: 1, b: 2, c: 3}
      one:
        b: own
        <<: *base
        c: own
      """
    let document = try Document.parse(text, named: "test")
    #expect(document.value["one"] == ["a": 1, "b": "own", "c": "own"])
    #expect(document.position(of: ["one", "c"]) == SourcePosition(line: 5, column: 6))
    #expect(document.position(of: ["one", "a"]) == SourcePosition(line: 1, column: 17))
  }

  @Test func `of several merged objects the earlier wins`() throws {
    let text = "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n"
    #expect(try Document.parse(text, named: "test").value["c"] == ["x": 1, "y": 2])
  }

  @Test func `a quoted merge key is a name`() throws {
    #expect(try Document.parse("'<<': 1", named: "test").value == ["<<": 1])
  }

  @Test(arguments: ["<<: 1", "<<: [1]", "<<: [{a: 1}, x]"])
  func `only objects can be merged`(text: String) throws {
    let error = try #require(throws: DocumentError.self) { try Document.parse(text, named: "test") }
    #expect(error.message == "'<<' can only merge an object or a list of objects")
  }
}

struct YAMLBoundsTests {
  private func laughs(_ last: String) -> String {
    var text = "a0: &a0 [lol]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    return text + last
  }

  @Test(.timeLimit(.minutes(1))) func `a billion laughs are refused`() throws {
    let error = try #require(throws: DocumentError.self) { try Document.parse(laughs("z: *a40\n"), named: "test") }
    #expect(error.message == "the document has more than 200000 values")
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["? *a40\n: 1\n", "*a40 : 1\n", "? [*a40]\n: 1\n", "? {k: *a40}\n: 1\n"])
  func `a billion laughs in a key are refused before anything hashes them`(key: String) throws {
    let error = try #require(throws: DocumentError.self) { try Document.parse(laughs(key), named: "test") }
    #expect(error.message.hasPrefix("a key must be text"))
    #expect(error.line == 42)
  }

  @Test func `merges that multiply are refused`() throws {
    var text = "a0: &a0 {k: {l: 1}}\n"
    for level in 1...40 { text += "a\(level): &a\(level) {<<: *a\(level - 1), k\(level): *a\(level - 1)}\n" }
    #expect(throws: DocumentError.self) { try Document.parse(text, named: "test") }
  }

  @Test func `many honest aliases are welcome`() throws {
    let text = "a: &a {k: 1}\nlist:\n" + String(repeating: "- {<<: *a, text: 'why ? *b*'}\n", count: 500)
    #expect(try Document.parse(text, named: "test").value["list"]?.arrayValue?.count == 500)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `too much depth is refused`(opening: String) {
    #expect(throws: DocumentError.self) {
      try Document.parse(String(repeating: opening, count: 300), named: "test", format: .yaml)
    }
    #expect(throws: DocumentError.self) {
      try Document.parse(String(repeating: opening, count: 100_000), named: "test", format: .yaml)
    }
  }

  @Test func `the deepest document allowed is read`() throws {
    let text = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(try Document.parse(text, named: "test", format: .yaml).value == JSONValue(parsing: text))
    #expect(throws: DocumentError.self) { try Document.parse("[\(text)]", named: "test", format: .yaml) }
    #expect(throws: DocumentError.self) { try Document.parse("[\(text)]", named: "test", format: .json) }
  }

  @Test func `a text that is too long is refused`() {
    #expect(throws: DocumentError.self) { try Document.parse("abc", named: "t", limits: DocumentLimits(bytes: 2)) }
  }
}
