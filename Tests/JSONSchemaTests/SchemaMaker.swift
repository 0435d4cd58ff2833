import JSON

/// Makes schemas and values by chance, always the same ones for a seed.
struct SchemaMaker {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (https://prng.di.unimi.it/splitmix64.c).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func one<Element>(of choices: [Element]) -> Element { choices[number(0...choices.count - 1)] }

  /// True in so many of a hundred cases.
  mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }
}

/// Values.
extension SchemaMaker {
  static let names = ["a", "b", "c", "kind"]

  mutating func scalar() -> JSONValue {
    switch number(0...7) {
    case 0: .null
    case 1: .bool(happens(50))
    case 2, 3: .integer(Int64(number(-3...12)))
    case 4: .double(Double(number(-6...24)) / 2)
    default: .string(one(of: ["", "a", "b", "ab", "abc", "x1", "12", "circle", "square", "long text"]))
    }
  }

  mutating func value(depth: Int) -> JSONValue {
    guard depth > 0, happens(60) else { return scalar() }
    if happens(50) { return .array((0..<number(0...3)).map { _ in value(depth: depth - 1) }) }
    return object { maker, _ in maker.value(depth: depth - 1) }
  }

  private mutating func object(_ member: (inout SchemaMaker, String) -> JSONValue) -> JSONValue {
    var members = JSONObject()
    for name in Self.names + ["x1"] where happens(45) { members[name] = member(&self, name) }
    return .object(members)
  }

  /// A value that the schema has a fair chance to accept.
  mutating func value(for schema: JSONValue, in root: JSONValue, depth: Int = 5) -> JSONValue {
    guard depth > 0, let keywords = schema.objectValue, happens(95) else { return value(depth: 1) }
    if let constant = keywords["const"] { return constant }
    if let values = keywords["enum"]?.arrayValue, !values.isEmpty { return one(of: values) }
    if keywords["$ref"] != nil { return value(for: root["$defs"]?["node"] ?? true, in: root, depth: depth - 1) }
    for keyword in ["anyOf", "oneOf", "allOf"] {
      if let schemas = keywords[keyword]?.arrayValue { return value(for: one(of: schemas), in: root, depth: depth) }
    }
    let types = keywords["type"]?.arrayValue ?? keywords["type"].map { [$0] } ?? []
    switch types.isEmpty ? one(of: ["string", "number", "array", "object"]) : one(of: types).stringValue ?? "" {
    case "string": return .string(one(of: ["", "a", "b", "ab", "abc", "x1", "12", "circle", "square", "long text"]))
    case "integer": return .integer(Int64(number(-3...12)))
    case "number": return .double(Double(number(-6...24)) / 2)
    case "boolean": return .bool(happens(50))
    case "null": return .null
    case "array": return array(for: schema, in: root, depth: depth)
    default:
      return object { maker, name in
        maker.value(
          for: schema["properties"]?[name] ?? schema["additionalProperties"] ?? true, in: root, depth: depth - 1)
      }
    }
  }

  private mutating func array(for schema: JSONValue, in root: JSONValue, depth: Int) -> JSONValue {
    let prefix = schema["prefixItems"]?.arrayValue ?? []
    return .array(
      (0..<number(0...4)).map { place in
        value(for: prefix.indices.contains(place) ? prefix[place] : schema["items"] ?? true, in: root, depth: depth - 1)
      })
  }
}
