import JSON
import JSONSchema

/// Schemas that are nearly right, and values that have something to do with them.
struct Mutator {
  private var state: UInt64
  /// What new schemas are made of.
  private var pool: [JSONValue]

  private static let poolSize = 400
  /// Larger ones only take longer to find anything.
  private static let largestText = 20_000

  init(seed: UInt64) {
    state = seed
    pool = Mutator.seeds.compactMap { text in try? JSONValue(parsing: text) }
  }

  mutating func schema() -> JSONValue {
    var value = pool[below(pool.count)]
    for _ in 0...below(4) { value = mutated(value, depth: 6) }
    if value.text.utf8.count > Mutator.largestText { value = pool[below(Mutator.seeds.count)] }
    return value
  }

  /// What compiled is worth changing further; of the rest some, or nothing refused would be seen often.
  mutating func keep(_ schema: JSONValue, isCompiled: Bool) {
    guard isCompiled || below(20) == 0 else { return }
    let seeds = Mutator.seeds.count
    if pool.count < Mutator.poolSize { pool.append(schema) } else { pool[below(pool.count - seeds) + seeds] = schema }
  }

  mutating func instance(for schema: JSONValue) -> JSONValue {
    switch below(4) {
    case 0: return literal()
    case 1: return mutated(pool[below(pool.count)], depth: 5)
    case 2: return nested(below(60))
    default: return JSONValue.object(JSONObject((0..<below(5)).map { _ in (name(), literal()) }))
    }
  }

  private mutating func mutated(_ value: JSONValue, depth: Int) -> JSONValue {
    if depth == 0 || below(6) == 0 { return replacement() }
    switch value {
    case .object(var members):
      guard !members.isEmpty, below(3) > 0 else {
        members[keyword()] = replacement()
        return .object(members)
      }
      let key = members.keys[below(members.count)]
      if below(8) == 0 { members[key] = nil } else { members[key] = mutated(members[key] ?? nil, depth: depth - 1) }
      return .object(members)
    case .array(var items):
      guard !items.isEmpty else { return [replacement()] }
      let index = below(items.count)
      if below(6) == 0 { items.append(items[index]) }
      items[index] = mutated(items[index], depth: depth - 1)
      return .array(items)
    default: return replacement()
    }
  }

  private mutating func replacement() -> JSONValue {
    switch below(6) {
    case 0: pool[below(pool.count)]
    case 1: ["$ref": .string(Mutator.references[below(Mutator.references.count)])]
    case 2: .object([keyword(): pool[below(pool.count)]])
    case 3: .object([keyword(): literal()])
    default: literal()
    }
  }

  private mutating func literal() -> JSONValue {
    switch below(9) {
    case 0: nil
    case 1: .bool(below(2) == 0)
    case 2: .integer(Mutator.integers[below(Mutator.integers.count)])
    case 3: .double(Mutator.reals[below(Mutator.reals.count)])
    case 4, 5: .string(Mutator.texts[below(Mutator.texts.count)])
    case 6: .array((0..<below(5)).map { _ in .integer(Int64(below(4))) })
    case 7: .array([literal(), literal()])
    default: .object([name(): literal()])
    }
  }

  private mutating func nested(_ depth: Int) -> JSONValue {
    var value = literal()
    for _ in 0..<depth { value = below(2) == 0 ? [value] : .object([name(): value]) }
    return value
  }

  private mutating func keyword() -> String { Mutator.keywords[below(Mutator.keywords.count)] }

  private mutating func name() -> String { Mutator.names[below(Mutator.names.count)] }

  /// SplitMix64.
  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(max(bound, 1)))
  }
}
