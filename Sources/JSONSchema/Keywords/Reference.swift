import JSON

/// `$ref`.
final class Reference: Keyword {
  let node: Int

  init?(_ compiler: NodeCompiler) {
    guard let target = compiler.target("$ref") else { return nil }
    node = target.node
  }

  var inPlaceNodes: [Int] { [node] }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    validation.accepts(value, node, &evaluated)
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) { value = filler.filled(value, node) }
}

/// `$dynamicRef`: where it leads depends on the way here, if it names a dynamic anchor. The outermost schema on the way
/// that has the anchor wins, which is how a schema that extends another is called back by it. `$recursiveRef`, as draft
/// 2019-09 has it, is the same with an anchor that has no name.
final class DynamicReference: Keyword {
  let node: Int
  let name: String?

  init?(_ keyword: String, _ compiler: NodeCompiler) {
    guard let target = compiler.target(keyword) else { return nil }
    node = target.node
    name = target.dynamicName
    if let name { compiler.compiler.noteDynamicName(name) }
  }

  /// Only where it leads to one place can it be known beforehand that it leads back.
  var inPlaceNodes: [Int] { name == nil ? [node] : [] }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    let target = name.flatMap { validation.dynamicTarget($0) } ?? node
    return validation.accepts(value, target, &evaluated)
  }
}
