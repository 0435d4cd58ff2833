import JSON

/// What an editor is told of one key: which values fit, and what it means.
struct KeyShape {
  var schema: JSONObject
  let about: String

  private init(_ about: String, _ schema: JSONObject) { (self.about, self.schema) = (about, schema) }

  static func any(_ about: String) -> KeyShape { .init(about, [:]) }

  /// A text that YAML may take for a number or a truth value, as in `version: 1.10`.
  static func text(_ about: String) -> KeyShape { .init(about, ["type": ["string", "number", "boolean"]]) }

  static func condition(_ about: String) -> KeyShape { text("\(about) (a Starlark expression)") }

  static func duration(_ about: String) -> KeyShape {
    .init("\(about): seconds, `1h30m` or `PT5M`", ["type": ["string", "number"]])
  }

  static func flag(_ about: String) -> KeyShape { .init(about, ["type": "boolean"]) }

  static func count(_ about: String, from least: Int64 = 1) -> KeyShape {
    .init(about, ["type": "integer", "minimum": .integer(least)])
  }

  static func integer(_ about: String, in range: ClosedRange<Int>) -> KeyShape {
    .init(
      about,
      [
        "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
        "maximum": .integer(Int64(range.upperBound)),
      ])
  }

  static func number(_ about: String) -> KeyShape { .init(about, ["type": "number", "minimum": 1]) }

  static func object(_ about: String) -> KeyShape { .init(about, ["type": "object"]) }

  static func list(_ about: String) -> KeyShape { .init(about, ["type": "array"]) }

  /// An object, or a template that makes one.
  static func objectTemplate(_ about: String) -> KeyShape { .init(about, ["type": ["object", "string"]]) }

  /// A list of texts, or one text alone.
  static func texts(_ about: String) -> KeyShape {
    .init(about, ["type": ["array", "string"], "items": ["type": ["string", "number", "boolean"]]])
  }

  static func choice<Choice: RawRepresentable<String>>(_ about: String, of choices: [Choice]) -> KeyShape {
    .init(about, ["enum": .array(choices.map { .string($0.rawValue) })])
  }

  /// A JSON Schema: an object, or `true` and `false`.
  static func schema(_ about: String) -> KeyShape { .init(about, ["type": ["object", "boolean"]]) }

  /// An object that is described under this name.
  static func part(_ name: String, _ about: String) -> KeyShape {
    .init(about, ["$ref": .string(EditorSchema.reference(name))])
  }

  static func parts(_ name: String, _ about: String) -> KeyShape {
    .init(about, ["type": "array", "items": ["$ref": .string(EditorSchema.reference(name))]])
  }

  /// One object, or a list of them.
  static func partOrParts(_ name: String, _ about: String) -> KeyShape {
    let reference: JSONValue = ["$ref": .string(EditorSchema.reference(name))]
    return .init(about, ["if": ["type": "array"], "then": ["items": reference], "else": reference])
  }
}
