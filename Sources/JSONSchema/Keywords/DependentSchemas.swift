import JSON

/// `dependentSchemas`: schemas that apply to an object where a member is given.
final class DependentSchemas: Keyword {
  let schemas: [(name: String, node: Int)]

  init?(_ compiler: NodeCompiler) {
    guard let schemas = compiler.subschemaMap("dependentSchemas") else { return nil }
    self.schemas = schemas
  }

  init(_ schemas: [(name: String, node: Int)]) { self.schemas = schemas }

  var inPlaceNodes: [Int] { schemas.map(\.node) }

  var kinds: ValueKinds { .object }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .object(let members) = value else { return true }
    var isAccepted = true
    for (name, node) in schemas where members.position(of: name) != nil {
      guard !validation.accepts(value, node, &evaluated) else { continue }
      if validation.report == nil { return false }
      isAccepted = false
    }
    return isAccepted
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    for (name, node) in schemas where value[name] != nil { value = filler.filled(value, node) }
  }
}

/// `dependencies`, as both of the keywords it became were called before; the meta-schema still allows it.
final class Dependencies: Keyword {
  let required: DependentRequired
  let schemas: DependentSchemas

  init?(_ compiler: NodeCompiler) {
    guard let dependencies = compiler.object("dependencies") else { return nil }
    let place = compiler.place.appending("dependencies")
    var names: [(name: String, needed: [String])] = []
    var nodes: [(name: String, node: Int)] = []
    for (name, value) in dependencies {
      if let needed = NodeCompiler.names(value) {
        names.append((name, needed))
      } else {
        nodes.append((name, compiler.compiler.node(at: place.appending(name))))
      }
    }
    required = DependentRequired(names, location: compiler.location("dependencies"))
    schemas = DependentSchemas(nodes)
  }

  var inPlaceNodes: [Int] { schemas.inPlaceNodes }

  var kinds: ValueKinds { .object }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    let hasRequired = required.accepts(value, &validation, &evaluated)
    return schemas.accepts(value, &validation, &evaluated) && hasRequired
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) { schemas.fill(&value, &filler) }
}
