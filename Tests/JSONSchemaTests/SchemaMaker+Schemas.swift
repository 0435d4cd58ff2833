import JSON

/// Schemas of the keywords that people use, and now and then of others.
extension SchemaMaker {
  /// A whole document; its parts may refer to `#/$defs/node`, which may refer to itself.
  mutating func document() -> JSONValue {
    guard case .object(var keywords) = schema(depth: 3) else { return true }
    keywords["$defs"] = ["node": keywords.count > 0 && happens(50) ? schema(depth: 2) : object(depth: 2)]
    return .object(keywords)
  }

  mutating func schema(depth: Int) -> JSONValue {
    guard depth > 0 else { return happens(5) ? .bool(happens(70)) : leaf() }
    switch number(0...99) {
    case 0..<34: return object(depth: depth)
    case 34..<46: return array(depth: depth)
    case 46..<76: return leaf()
    case 76..<83: return ["anyOf": schemas(depth: depth - 1)]
    case 83..<88: return ["oneOf": schemas(depth: depth - 1)]
    case 88..<92: return ["allOf": schemas(depth: depth - 1)]
    case 92..<95: return ["$ref": "#/$defs/node"]
    case 95..<97: return ["not": schema(depth: depth - 1)]
    case 97..<98:
      return ["if": schema(depth: depth - 1), "then": schema(depth: depth - 1), "else": schema(depth: depth - 1)]
    default: return .bool(happens(80))
    }
  }

  private mutating func schemas(depth: Int) -> JSONValue {
    .array((0..<number(2...3)).map { _ in schema(depth: depth) })
  }

  private mutating func leaf() -> JSONValue {
    switch number(0...9) {
    case 0, 1, 2: return text()
    case 3, 4, 5: return numeric()
    case 6: return ["type": "boolean"]
    case 7: return ["enum": .array((0..<number(1...4)).map { _ in scalar() })]
    case 8: return ["const": scalar()]
    default:
      return ["type": .array([.string(one(of: ["string", "boolean"])), .string(one(of: ["integer", "null"]))])]
    }
  }

  private mutating func text() -> JSONValue {
    var keywords: JSONObject = ["type": "string"]
    if happens(25) { keywords["minLength"] = .integer(Int64(number(0...3))) }
    if happens(25) { keywords["maxLength"] = .integer(Int64(number(1...5))) }
    if happens(15) { keywords["pattern"] = .string(one(of: ["^[a-z]+$", "^a", "[0-9]$"])) }
    return .object(keywords)
  }

  private mutating func numeric() -> JSONValue {
    var keywords: JSONObject = ["type": happens(60) ? "integer" : "number"]
    if happens(35) { keywords[happens(70) ? "minimum" : "exclusiveMinimum"] = .integer(Int64(number(-2...4))) }
    if happens(35) { keywords[happens(70) ? "maximum" : "exclusiveMaximum"] = .double(Double(number(4...20)) / 2) }
    if happens(15) { keywords["multipleOf"] = one(of: [2, 3, 0.5, 4]) }
    return .object(keywords)
  }

  private mutating func object(depth: Int) -> JSONValue {
    var keywords: JSONObject = happens(85) ? ["type": "object"] : [:]
    let names = Self.names.filter { _ in happens(55) }
    keywords["properties"] = .object(JSONObject(names.map { ($0, schema(depth: depth - 1)) }))
    if happens(65) { keywords["required"] = .array(Self.names.filter { _ in happens(35) }.map { .string($0) }) }
    if happens(30) { keywords["additionalProperties"] = happens(75) ? false : schema(depth: depth - 1) }
    if happens(7) { keywords["patternProperties"] = .object([one(of: ["^x", "[0-9]$"]): schema(depth: depth - 1)]) }
    if happens(5) {
      keywords["dependentRequired"] = .object([one(of: Self.names): .array([.string(one(of: Self.names))])])
    }
    if happens(5) { keywords["propertyNames"] = happens(50) ? ["maxLength": 3] : ["pattern": "^[a-z]+$"] }
    if happens(5) { keywords[happens(50) ? "minProperties" : "maxProperties"] = .integer(Int64(number(1...3))) }
    return .object(keywords)
  }

  private mutating func array(depth: Int) -> JSONValue {
    var keywords: JSONObject = happens(90) ? ["type": "array"] : [:]
    if happens(80) { keywords["items"] = schema(depth: depth - 1) }
    if happens(15) { keywords["prefixItems"] = schemas(depth: depth - 1) }
    if happens(25) { keywords["minItems"] = .integer(Int64(number(0...2))) }
    if happens(25) { keywords["maxItems"] = .integer(Int64(number(1...4))) }
    if happens(10) { keywords["contains"] = schema(depth: depth - 1) }
    if happens(8) { keywords["uniqueItems"] = true }
    return .object(keywords)
  }
}

/// Schemas that are nearly like another one, as a new version is.
extension SchemaMaker {
  mutating func revised(_ schema: JSONValue, depth: Int = 3) -> JSONValue {
    guard case .object(var keywords) = schema, depth > 0 else { return happens(10) ? self.schema(depth: 0) : schema }
    for (keyword, value) in keywords where happens(30) { keywords[keyword] = revised(keyword, value, depth: depth) }
    return .object(keywords)
  }

  private mutating func revised(_ keyword: String, _ value: JSONValue, depth: Int) -> JSONValue? {
    switch (keyword, value) {
    case ("properties", .object(var members)), ("$defs", .object(var members)):
      for (name, member) in members where happens(40) { members[name] = revised(member, depth: depth - 1) }
      if keyword == "properties", happens(15) { members[one(of: Self.names)] = schema(depth: 1) }
      return .object(members)
    case ("items", _), ("additionalProperties", .object), ("not", _), ("contains", _), ("if", _), ("then", _),
      ("else", _):
      return revised(value, depth: depth - 1)
    case ("anyOf", .array(var schemas)), ("oneOf", .array(var schemas)), ("allOf", .array(var schemas)),
      ("prefixItems", .array(var schemas)):
      if happens(50) { schemas.append(schema(depth: 1)) } else { schemas[0] = revised(schemas[0], depth: depth - 1) }
      return .array(schemas)
    case ("required", .array(let names)), ("enum", .array(let names)):
      return happens(50) || names.count < 2
        ? .array(names + [.string(Self.names.last { !names.contains(.string($0)) } ?? "z")])
        : .array(Array(names.dropLast()))
    case (_, .integer(let number)) where keyword.hasPrefix("m"):
      return .integer(max(1, number + Int64(self.number(-1...1))))
    case ("type", "integer"): return "number"
    default: return happens(30) ? Optional<JSONValue>.none : value
    }
  }
}
