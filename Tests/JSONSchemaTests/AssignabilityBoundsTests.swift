import JSON
import JSONSchema
import Testing

/// Schemas that are large, or made to be hard: there is an answer all the same, maybe that there is none.
struct AssignabilityBoundsTests {
  private func answer(_ given: JSONValue, to taken: JSONValue) throws -> Assignability {
    try Schema(compiling: taken).isAssignable(from: Schema(compiling: given))
  }

  private func events(_ count: Int) -> JSONValue {
    let kinds = (0..<count).map { number -> JSONValue in
      var properties: JSONObject = ["kind": ["const": .string("event-\(number)")]]
      for field in 0..<8 { properties["field\(field)"] = ["type": "string", "minLength": .integer(Int64(field))] }
      return ["type": "object", "properties": .object(properties), "required": ["kind", "field1", "field2"]]
    }
    return ["oneOf": .array(kinds)]
  }

  @Test func `a union of many kinds of objects fits a larger one, and not a smaller one`() throws {
    #expect(try answer(events(12), to: events(16)) == .yes)
    guard case .no(let mismatch) = try answer(events(16), to: events(12)) else {
      Issue.record("there are four more kinds")
      return
    }
    #expect(["event-12", "event-13", "event-14", "event-15"].contains(mismatch.counterexample["kind"]))
  }

  @Test func `hundreds of properties are compared`() throws {
    func wide(_ type: JSONValue) -> JSONValue {
      ["type": "object", "properties": .object(JSONObject((0..<500).map { ("p\($0)", ["type": type]) }))]
    }
    #expect(try answer(wide("integer"), to: wide("number")) == .yes)
    guard case .no = try answer(wide("number"), to: wide("integer")) else {
      Issue.record("numbers aren't integers")
      return
    }
  }

  @Test func `a riddle is given up`() throws {
    // Each pigeon needs a hole of its own: hard for everybody who tries one way after the other.
    let pigeons = 0..<7, holes = 0..<6
    let seated = pigeons.map { pigeon -> JSONValue in
      ["anyOf": .array(holes.map { ["required": [.string("\(pigeon)in\($0)")]] })]
    }
    let apart = holes.flatMap { hole in
      pigeons.flatMap { one in
        pigeons.filter { $0 > one }.map { other -> JSONValue in
          ["not": ["required": [.string("\(one)in\(hole)"), .string("\(other)in\(hole)")]]]
        }
      }
    }
    let answer = try answer(["type": "object", "allOf": .array(seated + apart)], to: false)
    if case .no = answer { Issue.record("there is no such object") }
  }

  @Test func `an enormous enum is looked through once`() throws {
    let values = (0..<50_000).map { JSONValue.integer($0) }
    #expect(try answer(["enum": .array(values)], to: ["minimum": 0]) == .yes)
    #expect(try answer(["enum": .array(values)], to: ["enum": .array(values + ["more"])]) == .yes)
  }

  @Test func `schemas that refer to each other are compared as far as they differ`() throws {
    let expression: JSONValue = [
      "$ref": "#/$defs/expression",
      "$defs": [
        "expression": ["anyOf": [["type": "number"], ["$ref": "#/$defs/sum"]]],
        "sum": [
          "type": "object", "required": ["left", "right"],
          "properties": ["left": ["$ref": "#/$defs/expression"], "right": ["$ref": "#/$defs/expression"]],
        ],
      ],
    ]
    var wider = expression.objectValue ?? [:]
    wider["title"] = "Sums, and texts"
    wider["$defs", default: [:]] = [
      "expression": ["anyOf": [["type": ["number", "string"]], ["$ref": "#/$defs/sum"]]],
      "sum": [
        "type": "object", "required": ["left"],
        "properties": ["left": ["$ref": "#/$defs/expression"], "right": ["$ref": "#/$defs/expression"]],
      ],
    ]
    #expect(try answer(expression, to: .object(wider)) == .yes)
    guard case .no = try answer(.object(wider), to: expression) else {
      Issue.record("texts are no sums")
      return
    }
  }
}
