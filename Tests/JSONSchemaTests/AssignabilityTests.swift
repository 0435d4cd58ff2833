import JSON
import JSONSchema
import Testing

/// Whether one schema's values fit another, case by case.
struct AssignabilityTests {
  private func answer(_ given: String, to taken: String, assertFormats: Bool = false) throws -> Assignability {
    let given = try Schema(compiling: JSONValue(parsing: given))
    let taken = try Schema(compiling: JSONValue(parsing: taken))
    let answer = taken.isAssignable(from: given, assertFormats: assertFormats)
    if case .no(let mismatch) = answer {
      #expect(given.accepts(mismatch.counterexample, assertFormats: assertFormats))
      #expect(!taken.accepts(mismatch.counterexample, assertFormats: assertFormats))
    }
    return answer
  }

  private static let tree =
    ##"{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}}}}"##
  private static let strictTree =
    ##"{"$ref":"#/$defs/t","$defs":{"t":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/t"}}}}}}"##
  private static let circle =
    ##"{"oneOf":[{"properties":{"kind":{"const":"circle"},"r":{"type":"number"}},"required":["kind","r"]},{"properties":{"kind":{"const":"square"},"a":{"type":"number"}},"required":["kind","a"]}]}"##
  private static let shapes =
    ##"{"oneOf":[{"properties":{"kind":{"const":"circle"},"r":{"type":"number"}},"required":["kind","r"]},{"properties":{"kind":{"const":"square"},"a":{"type":"number"}},"required":["kind","a"]},{"properties":{"kind":{"const":"blob"}},"required":["kind"]}]}"##

  @Test(
    arguments: [
      ("{}", "{}"), ("false", "false"), ("false", #"{"type":"string"}"#), (#"{"type":"string"}"#, "true"),
      (#"{"type":"integer"}"#, #"{"type":"number"}"#), (#"{"type":"integer"}"#, #"{"type":["number","null"]}"#),
      (#"{"const":3.0}"#, #"{"type":"integer"}"#), (#"{"enum":[1,2]}"#, #"{"enum":[3,2,1]}"#),
      (#"{"type":"boolean"}"#, #"{"enum":[true,false]}"#), (#"{"const":"a"}"#, #"{"pattern":"^a$"}"#),
      (#"{"minimum":3}"#, #"{"minimum":2.5}"#), (#"{"exclusiveMinimum":2.5}"#, #"{"minimum":2.5}"#),
      (#"{"type":"integer","exclusiveMinimum":2}"#, #"{"minimum":3}"#),
      (#"{"type":"integer","minimum":1,"maximum":3}"#, #"{"enum":[1,2,3]}"#),
      (#"{"multipleOf":0.05}"#, #"{"multipleOf":0.01}"#),
      (#"{"multipleOf":6}"#, #"{"multipleOf":3,"type":["integer","string","boolean","null","array","object"]}"#),
      (#"{"multipleOf":2,"type":"integer"}"#, #"{"not":{"const":3}}"#),
      (#"{"minLength":3,"maxLength":5}"#, #"{"minLength":2,"maxLength":5}"#),
      (#"{"pattern":"^[a-z]+$"}"#, #"{"pattern":"^[a-z]+$"}"#),
      (#"{"items":{"type":"integer"}}"#, #"{"items":{"type":"number"}}"#),
      (#"{"prefixItems":[{"const":1}],"items":false}"#, #"{"maxItems":1}"#),
      (
        #"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"},"type":"array"}"#,
        #"{"items":{"type":["string","integer"]}}"#
      ),
      (#"{"maxItems":1}"#, #"{"uniqueItems":true}"#),
      (#"{"type":"array","minItems":1,"items":{"const":1}}"#, #"{"contains":{"type":"integer"}}"#),
      (#"{"contains":{"type":"integer"},"minContains":2}"#, #"{"contains":{"type":"number"}}"#),
      (#"{"required":["a","b"]}"#, #"{"required":["a"]}"#), (#"{"required":["a","b"]}"#, #"{"minProperties":2}"#),
      (
        #"{"properties":{"a":{"type":"integer"}},"additionalProperties":false}"#,
        #"{"properties":{"a":{"type":"number"}}}"#
      ),
      (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"maxProperties":1}"#),
      (
        #"{"properties":{"a":{}},"additionalProperties":false}"#,
        #"{"properties":{"a":true,"b":true},"additionalProperties":false}"#
      ),
      (
        #"{"properties":{"a":{},"b":false},"additionalProperties":false}"#,
        #"{"properties":{"a":{}},"additionalProperties":false}"#
      ),
      (#"{"patternProperties":{"^x":{"type":"integer"}}}"#, #"{"patternProperties":{"^x":{"type":"number"}}}"#),
      (
        #"{"patternProperties":{"^x":{"type":"integer"}},"additionalProperties":{"type":"string"}}"#,
        #"{"additionalProperties":{"type":["integer","string"]}}"#
      ),
      (#"{"patternProperties":{"^x":{"type":"integer"}}}"#, #"{"properties":{"x1":{"type":"integer"}}}"#),
      (#"{"propertyNames":{"enum":["a","b"]}}"#, #"{"maxProperties":2}"#),
      (#"{"required":["a","b"]}"#, #"{"dependentRequired":{"a":["b"]}}"#),
      (#"{"dependentRequired":{"a":["b"],"b":["c"]}}"#, #"{"dependentRequired":{"a":["c"]}}"#),
      (
        #"{"properties":{"a":{"type":"string"}},"required":["a"]}"#,
        #"{"anyOf":[{"required":["a"]},{"required":["b"]}]}"#
      ),
      (#"{"enum":["a",1]}"#, #"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#),
      (#"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#, #"{"type":["string","number"]}"#),
      (#"{"type":["string","null"]}"#, #"{"oneOf":[{"type":"string"},{"type":"null"}]}"#),
      (circle, shapes), (#"{"allOf":[{"minimum":3},{"maximum":4}],"type":"number"}"#, #"{"minimum":2}"#),
      (#"{"type":"string"}"#, #"{"not":{"type":"integer"}}"#),
      (
        #"{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"required":["b"]}}"#,
        #"{"anyOf":[{"required":["b"]},{"not":{"properties":{"a":{"const":1}},"required":["a"]}}]}"#
      ),
      (tree, tree), (strictTree, tree),
      (#"{"format":"email"}"#, #"{"type":["string","number","boolean","null","array","object"]}"#),
      (
        #"{"properties":{"a":true},"unevaluatedProperties":false}"#,
        #"{"properties":{"a":true},"additionalProperties":false}"#
      ),
    ] as [(String, String)])
  func `what is narrower fits`(given: String, taken: String) throws {
    #expect(try answer(given, to: taken) == .yes)
  }

  @Test(
    arguments: [
      ("{}", "false"), ("{}", #"{"type":"string"}"#), (#"{"type":"number"}"#, #"{"type":"integer"}"#),
      (#"{"type":["string","null"]}"#, #"{"type":"string"}"#), (#"{"enum":[1,2]}"#, #"{"enum":[1]}"#),
      (#"{"type":"string"}"#, #"{"enum":["text","x"]}"#), (#"{"minimum":2}"#, #"{"exclusiveMinimum":2}"#),
      (#"{"minimum":1}"#, #"{"minimum":1.5}"#), (#"{"type":"integer","minimum":1,"maximum":4}"#, #"{"enum":[1,2,3]}"#),
      (#"{"type":"integer"}"#, #"{"maximum":1e300}"#),
      (#"{"multipleOf":0.01}"#, #"{"multipleOf":0.05}"#), (#"{"multipleOf":3}"#, #"{"not":{"multipleOf":2}}"#),
      (#"{"type":"string"}"#, #"{"maxLength":40}"#), (#"{"type":"string"}"#, #"{"minLength":1}"#),
      (#"{"pattern":"^[a-z]{3}$","type":"string"}"#, #"{"pattern":"^[0-9]+$"}"#),
      (#"{"type":"string","pattern":"^(ab|cd)+[0-9]{2,}-x?$","minLength":20}"#, #"{"type":"integer"}"#),
      (#"{"items":{"type":"number"}}"#, #"{"items":{"type":"integer"}}"#),
      (#"{"type":"array"}"#, #"{"uniqueItems":true}"#),
      (#"{"type":"array"}"#, #"{"minItems":3,"items":{"type":"string"}}"#),
      (#"{"uniqueItems":true,"minItems":5,"type":"array"}"#, #"{"maxItems":4}"#),
      (#"{"contains":{"type":"integer"}}"#, #"{"contains":{"type":"string"}}"#),
      (
        #"{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}]}"#,
        #"{"prefixItems":[{"type":"string"},{"type":"string"}]}"#
      ),
      (#"{"type":"object"}"#, #"{"required":["a"]}"#),
      (#"{"properties":{"a":{"type":"string"}}}"#, #"{"properties":{"a":{"type":"string","maxLength":2}}}"#),
      (
        #"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#,
        #"{"properties":{"a":{}},"additionalProperties":false}"#
      ),
      (#"{"type":"object"}"#, #"{"patternProperties":{"^x-[a-z]":{"type":"string"}}}"#),
      (#"{"type":"object"}"#, #"{"propertyNames":{"maxLength":3}}"#), (#"{"type":"object"}"#, #"{"maxProperties":3}"#),
      (#"{"dependentRequired":{"a":["b"]}}"#, #"{"dependentRequired":{"a":["c"]}}"#),
      (shapes, circle), (tree, strictTree),
      (#"{"type":"string"}"#, #"{"anyOf":[{"minLength":2},{"const":""}]}"#),
      (
        #"{"type":"object","required":["a"],"properties":{"a":{"type":"object","required":["b"],"properties":{"b":{"type":"array","items":{"type":"string"}}}}}}"#,
        #"{"properties":{"a":{"properties":{"b":{"items":{"type":"integer"}}}}}}"#
      ),
      (#"{"type":"object"}"#, #"{"if":{"required":["a"]},"then":{"required":["b"]}}"#),
    ] as [(String, String)])
  func `what is wider comes with a counterexample`(given: String, taken: String) throws {
    let answer = try answer(given, to: taken)
    guard case .no = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test(
    arguments: [
      (#"{"pattern":"^a"}"#, #"{"pattern":"^[a-z]"}"#),
      (
        #"{"type":"object","allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}"#,
        #"{"type":"object","unevaluatedProperties":false,"allOf":[{"properties":{"a":true}}]}"#
      ),
    ] as [(String, String)])
  func `what can't be proved isn't claimed`(given: String, taken: String) throws {
    let answer = try answer(given, to: taken)
    if case .no = answer { Issue.record("\(answer)") }
  }

  @Test func `a mismatch says where, why and with which value`() throws {
    let given = #"{"type":"object","required":["age"],"properties":{"age":{"type":"integer","minimum":0}}}"#
    let taken = #"{"type":"object","required":["age"],"properties":{"age":{"type":"integer","minimum":18}}}"#
    guard case .no(let mismatch) = try answer(given, to: taken) else {
      Issue.record("a child may be served")
      return
    }
    #expect(mismatch.instancePath.description == "/age")
    #expect(mismatch.reason == "age must be at least 18, but is 0")
    #expect(mismatch.counterexample == ["age": 0])
  }

  @Test func `formats count only where they are asserted`() throws {
    let (mail, text) = (#"{"type":"string","format":"email"}"#, #"{"type":"string"}"#)
    #expect(try answer(text, to: mail) == .yes)
    #expect(try answer(mail, to: mail, assertFormats: true) == .yes)
    guard case .no = try answer(text, to: mail, assertFormats: true) else {
      Issue.record("not every text is an address")
      return
    }
  }

  @Test func `a revision is compatible if it accepts what it used to accept`() throws {
    let old = try Schema(compiling: ["type": "object", "properties": ["a": ["type": "integer"]]])
    let wider = try Schema(compiling: ["type": "object", "properties": ["a": ["type": "number"]]])
    let demanding = try Schema(compiling: ["type": "object", "required": ["a"]])
    #expect(Schema.compatibility(of: wider, with: old) == .yes)
    #expect(Schema.compatibility(of: nil, with: old) == .yes)
    #expect(Schema.compatibility(of: nil, with: nil) == .yes)
    guard case .no(let mismatch) = Schema.compatibility(of: demanding, with: old),
      case .no = Schema.compatibility(of: old, with: nil)
    else {
      Issue.record("both ask for more than before")
      return
    }
    #expect(mismatch.counterexample == [:])
    #expect(mismatch.reason == "a is required, but is missing")
  }
}
