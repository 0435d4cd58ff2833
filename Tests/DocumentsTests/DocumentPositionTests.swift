import Documents
import JSON
import Testing

struct DocumentPositionTests {
  private let yaml = """
    # a comment
    version: 1.10
    "quoted key": 'it''s'
    states:
      - name: première
        input: {a: [1, 2], b: x}
      -   name: second
          text: |
            line one
            line two
    """

  private func yamlDocument() throws -> Document { try Document.parse(yaml, named: "flow.yaml") }

  @Test func `values, keys and elements know their places`() throws {
    let document = try yamlDocument()
    #expect(document.format == .yaml)
    #expect(document.position(of: []) == SourcePosition(line: 2, column: 1))
    #expect(document.keyPosition(of: []) == nil)
    #expect(document.position(of: ["version"]) == SourcePosition(line: 2, column: 10))
    #expect(document.keyPosition(of: ["quoted key"]) == SourcePosition(line: 3, column: 1))
    #expect(document.position(of: ["states", 0]) == SourcePosition(line: 5, column: 5))
    #expect(document.keyPosition(of: ["states", 0]) == nil)
    #expect(document.position(of: ["states", 0, "input", "a", 1]) == SourcePosition(line: 6, column: 20))
    #expect(document.keyPosition(of: ["states", 1, "name"]) == SourcePosition(line: 7, column: 7))
    #expect(document.position(of: ["states", 7]) == nil)
    #expect(document.nearestPosition(of: ["states", 7, "name"]) == SourcePosition(line: 5, column: 3))
  }

  @Test func `a scalar's text is what was written`() throws {
    let document = try yamlDocument()
    #expect(document.value["version"] == 1.1)
    #expect(document.sourceText(of: ["version"]) == "1.10")
    #expect(document.sourceText(of: ["quoted key"]) == "it's")
    #expect(document.sourceText(of: ["states", 0, "name"]) == "première")
    #expect(document.sourceText(of: ["states", 1, "text"]) == "line one\nline two")
    #expect(document.sourceText(of: ["states"]) == nil)
  }

  @Test func `JSON has places too`() throws {
    let document = try Document.parse(
      "\u{FEFF} {\n  \"é\": {\"v\": 1.10},\n  \"l\": [true, \"x\\ny\"]\n}", named: "flow.json")
    #expect(document.format == .json)
    #expect(document.position(of: ["é", "v"]) == SourcePosition(line: 2, column: 14))
    #expect(document.keyPosition(of: ["é", "v"]) == SourcePosition(line: 2, column: 9))
    #expect(document.sourceText(of: ["é", "v"]) == "1.10")
    #expect(document.position(of: ["l", 1]) == SourcePosition(line: 3, column: 15))
    #expect(document.sourceText(of: ["l", 1]) == "x\ny")
    #expect(document.sourceText(of: ["l", 0]) == "true")
  }

  @Test func `a format that is given is not guessed`() throws {
    #expect(try Document.parse("{a: 1}", named: "flow.yaml", format: .yaml).value == ["a": 1])
    #expect(throws: DocumentError.self) { try Document.parse("{a: 1}", named: "flow.json") }
    #expect(try Document.parse("7", named: "flow.json", format: .json).value == 7)
  }
}
