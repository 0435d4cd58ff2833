import JSON

/// Turns the short form into a JSON Schema, and notes what is wrong with it.
struct FlatReader {
  private(set) var problems: [SchemaProblem] = []
  private(set) var secrets: [JSONPointer] = []

  /// The schema of an object of which the members are described. `place` is where that stands; `part`, what it is about.
  mutating func object(_ members: JSONValue, at place: JSONPointer, in part: JSONPointer) -> JSONValue {
    guard case .object(let members) = members else {
      report("the members must be an object of descriptions, but are \(Wording.shown(members))", at: place)
      return true
    }
    var properties = JSONObject()
    var required: [JSONValue] = []
    for (name, description) in members {
      let place = place.appending(name)
      properties[name] = schema(description, at: place, of: part.appending(name))
      if mark("required", of: description, at: place) { required.append(.string(name)) }
    }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  private mutating func schema(_ description: JSONValue, at place: JSONPointer, of part: JSONPointer) -> JSONValue {
    guard case .object(var schema) = description else {
      report("a member's description must be an object, but is \(Wording.shown(description))", at: place)
      return true
    }
    if mark("secret", of: description, at: place) {
      secrets.append(part)
      schema["writeOnly"] = true
    }
    schema["secret"] = nil
    // As a list it belongs to the members of a JSON Schema.
    if case .bool = schema["required"] { schema["required"] = nil }
    if let properties = schema["properties"], FlatSchema.isFlat(properties) {
      let inner = object(properties, at: place.appending("properties"), in: part)
      schema["properties"] = inner["properties"]
      schema["required"] = schema["required"] ?? inner["required"]
    }
    if let items = schema["items"], items["secret"] != nil || items["properties"].map(FlatSchema.isFlat) == true {
      schema["items"] = self.schema(items, at: place.appending("items"), of: part.appending("*"))
    }
    return .object(schema)
  }

  private mutating func mark(_ name: String, of description: JSONValue, at place: JSONPointer) -> Bool {
    switch description[name] {
    case nil: return false
    case .bool(let isMarked): return isMarked
    case .array where name == "required": return false
    case .some(let value):
      report("'\(name)' must be true or false, but is \(Wording.shown(value))", at: place.appending(name))
      return false
    }
  }

  private mutating func report(_ message: String, at place: JSONPointer) {
    problems.append(SchemaProblem(document: nil, path: place, message: message))
  }
}

/// The description of one member in the short form.
enum FlatMember {
  /// An object that names a type, or has something else that says as much.
  static func isOne(_ value: JSONValue) -> Bool {
    switch value["type"] {
    case .string, .array: true
    case nil: isMarked(value) || value["enum"]?.arrayValue != nil || value["default"] != nil
    default: false
    }
  }

  /// With `required` or `secret` as a member of its own has them.
  static func isMarked(_ value: JSONValue) -> Bool {
    value["required"]?.boolValue != nil || value["secret"]?.boolValue != nil
  }
}
