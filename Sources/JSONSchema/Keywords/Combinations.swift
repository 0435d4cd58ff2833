import JSON

/// `allOf`.
final class AllOf: Keyword {
  let nodes: [Int]

  init?(_ compiler: NodeCompiler) {
    guard let nodes = compiler.subschemaList("allOf") else { return nil }
    self.nodes = nodes
  }

  var inPlaceNodes: [Int] { nodes }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    var isAccepted = true
    for node in nodes where !validation.accepts(value, node, &evaluated) {
      if validation.report == nil { return false }
      isAccepted = false
    }
    return isAccepted
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    for node in nodes { value = filler.filled(value, node) }
  }
}

/// `anyOf`.
final class AnyOf: Keyword {
  private let location: String
  let nodes: [Int]

  init?(_ compiler: NodeCompiler) {
    guard let nodes = compiler.subschemaList("anyOf") else { return nil }
    self.nodes = nodes
    location = compiler.location("anyOf")
  }

  var inPlaceNodes: [Int] { nodes }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    var isAccepted = false
    // All are asked, if someone wants to know what they evaluate.
    for node in nodes where !isAccepted || evaluated != nil {
      if validation.quietlyAccepts(value, node, &evaluated) { isAccepted = true }
    }
    return isAccepted || validation.fail(location, value, acceptedByNoneOf: nodes)
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    filler.fill(&value, withFirstAcceptingOf: nodes)
  }
}

/// `oneOf`.
final class OneOf: Keyword {
  private let location: String
  let nodes: [Int]

  init?(_ compiler: NodeCompiler) {
    guard let nodes = compiler.subschemaList("oneOf") else { return nil }
    self.nodes = nodes
    location = compiler.location("oneOf")
  }

  var inPlaceNodes: [Int] { nodes }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard validation.report != nil else { return isOne(value, &validation, &evaluated) }
    var accepting: [Int] = []
    for (index, node) in nodes.enumerated() where validation.quietlyAccepts(value, node, &evaluated) {
      accepting.append(index)
    }
    switch accepting.count {
    case 1: return true
    case 0: return validation.fail(location, value, acceptedByNoneOf: nodes)
    default:
      let numbers = Wording.list(accepting.map { String($0 + 1) }, "and")
      return validation.fail(
        location, "must match exactly one of \(nodes.count) alternatives, but matches numbers \(numbers)")
    }
  }

  private func isOne(
    _ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?
  ) -> Bool {
    var isAccepted = false
    for node in nodes where validation.quietlyAccepts(value, node, &evaluated) {
      if isAccepted { return false }
      isAccepted = true
    }
    return isAccepted
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    filler.fill(&value, withFirstAcceptingOf: nodes)
  }
}

/// `not`.
final class Not: Keyword {
  private let location: String
  let node: Int

  init?(_ compiler: NodeCompiler) {
    guard let node = compiler.subschema("not") else { return nil }
    self.node = node
    location = compiler.location("not")
  }

  var inPlaceNodes: [Int] { [node] }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    var nothing: EvaluatedParts?
    guard validation.quietlyAccepts(value, node, &nothing) else { return true }
    return validation.fail(location, "is \(Wording.shown(value)), which 'not' rules out")
  }
}
