import JSON

/// `unevaluatedProperties`: what no other keyword of the schema, nor of those it applies in place, has looked at.
final class UnevaluatedProperties: Keyword {
  private let location: String
  let node: Int
  private let refusesAll: Bool

  init?(_ compiler: NodeCompiler) {
    guard let node = compiler.subschema("unevaluatedProperties") else { return nil }
    self.node = node
    refusesAll = compiler.members["unevaluatedProperties"] == false
    location = compiler.location("unevaluatedProperties")
  }

  var needsEvaluated: Bool { true }

  var kinds: ValueKinds { .object }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .object(let members) = value, let parts = evaluated else { return true }
    var isAccepted = true
    for (index, (name, member)) in members.enumerated() where !parts.contains(index) {
      guard !accepts(member, name, &validation) else { continue }
      if validation.report == nil { return false }
      isAccepted = false
    }
    evaluated?.markAll()
    return isAccepted
  }

  private func accepts(_ value: JSONValue, _ name: String, _ validation: inout Validation) -> Bool {
    guard refusesAll else { return validation.accepts(value, node, at: .member(name)) }
    return validation.fail(location, extra: name, allowed: [])
  }
}

/// `unevaluatedItems`.
final class UnevaluatedItems: Keyword {
  let node: Int

  init?(_ compiler: NodeCompiler) {
    guard let node = compiler.subschema("unevaluatedItems") else { return nil }
    self.node = node
  }

  var needsEvaluated: Bool { true }

  var kinds: ValueKinds { .array }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .array(let items) = value, let parts = evaluated else { return true }
    var isAccepted = true
    for (index, item) in items.enumerated() where !parts.contains(index) {
      guard !validation.accepts(item, node, at: .item(index)) else { continue }
      if validation.report == nil { return false }
      isAccepted = false
    }
    evaluated?.markAll()
    return isAccepted
  }
}
