import JSON
import Pattern

/// `properties`, `patternProperties` and `additionalProperties`, which is about what the other two leave.
final class Members: Keyword {
  private let location: String
  let names: [String]
  let properties: [MemberName: Int]
  let patterns: [(expression: RegularExpression, node: Int)]
  let additional: Int?
  /// `additionalProperties: false`, the usual case, deserves a message of its own.
  private let refusesAdditional: Bool
  private let quick: QuickMembers?

  init?(_ compiler: NodeCompiler) {
    let properties = compiler.subschemaMap("properties")
    let patterns = compiler.subschemaMap("patternProperties")
    additional = compiler.subschema("additionalProperties")
    guard properties != nil || patterns != nil || additional != nil else { return nil }
    names = properties?.map(\.name) ?? []
    self.properties = Dictionary(
      (properties ?? []).map { (MemberName(text: $0.name), $0.node) }, uniquingKeysWith: { first, _ in first })
    self.patterns = (patterns ?? []).compactMap { name, node in
      compiler.expression(name, in: "patternProperties").map { (expression: $0, node: node) }
    }
    refusesAdditional = compiler.members["additionalProperties"] == false
    location = compiler.location("additionalProperties")
    let required = compiler.uses(.validation) ? compiler.members["required"].flatMap(NodeCompiler.names) : nil
    quick = QuickMembers(properties ?? [], required: required ?? [])
  }

  var kinds: ValueKinds { .object }

  /// Whether the answer is about the `required` beside it, too, as long as nobody asks for violations.
  var settlesRequired: Bool { quick != nil }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .object(let members) = value else { return true }
    if let quick, validation.report == nil { return accepts(members, quick, &validation, &evaluated) }
    var isAccepted = true
    var index = 0
    for (name, member) in members {
      let node = properties[MemberName(text: name)]
      var isKnown = false
      if !accepts(member, name, node, &validation, &isKnown) {
        if validation.report == nil { return false }
        isAccepted = false
      }
      if isKnown { evaluated?.mark(index) }
      index += 1
    }
    return isAccepted
  }

  private func accepts(
    _ members: JSONObject, _ quick: QuickMembers, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?
  ) -> Bool {
    var missing = quick.required
    var index = 0
    let areAccepted = members.allMembers { name, member in
      let node = quick.node(of: name, &missing)
      var isKnown = false
      guard accepts(member, name, node, &validation, &isKnown) else { return false }
      if isKnown { evaluated?.mark(index) }
      index += 1
      return true
    }
    return areAccepted && missing == 0
  }

  private func accepts(
    _ value: JSONValue, _ name: String, _ node: Int?, _ validation: inout Validation, _ isKnown: inout Bool
  ) -> Bool {
    var isAccepted = true
    if let node {
      isKnown = true
      isAccepted = validation.accepts(value, node, at: .member(name))
    }
    for (expression, node) in patterns where expression.matches(name) {
      isKnown = true
      isAccepted = validation.accepts(value, node, at: .member(name)) && isAccepted
    }
    guard !isKnown, let additional else { return isAccepted }
    isKnown = true
    guard refusesAdditional else { return validation.accepts(value, additional, at: .member(name)) }
    return validation.fail(location, extra: name, allowed: names)
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    guard case .object(var members) = value else { return }
    for (name, member) in members {
      for node in nodes(for: name) { members[name] = filler.filled(members[name] ?? member, node) }
    }
    for name in names where members.position(of: name) == nil {
      guard let node = properties[MemberName(text: name)] else { continue }
      members[name] = filler.fallback(of: node)
    }
    value = .object(members)
  }

  private func nodes(for name: String) -> [Int] {
    let named = properties[MemberName(text: name)].map { [$0] } ?? []
    let known = named + patterns.filter { $0.expression.matches(name) }.map(\.node)
    return known.isEmpty ? additional.map { [$0] } ?? [] : known
  }
}

extension Validation {
  /// A member that may not be there.
  mutating func fail(_ location: String, extra name: String, allowed: [String]) -> Bool {
    guard report != nil else { return false }
    report?.enter(.member(name))
    defer { report?.leave() }
    let listing = allowed.isEmpty || allowed.count > 12 ? "" : "; known here: \(allowed.joined(separator: ", "))"
    return fail(location, "is not allowed\(listing)")
  }
}

/// `propertyNames`.
final class PropertyNames: Keyword {
  let node: Int

  init?(_ compiler: NodeCompiler) {
    guard let node = compiler.subschema("propertyNames") else { return nil }
    self.node = node
  }

  var kinds: ValueKinds { .object }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .object(let members) = value else { return true }
    var isAccepted = true
    for (name, _) in members where !validation.accepts(.string(name), node, at: .name(name)) {
      if validation.report == nil { return false }
      isAccepted = false
    }
    return isAccepted
  }
}
