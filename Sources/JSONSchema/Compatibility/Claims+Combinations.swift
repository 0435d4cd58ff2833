extension AllOf {
  func claim(about kind: ValueKind) -> Claim { .all(nodes.map { .schema($0) }) }
}

extension AnyOf {
  func claim(about kind: ValueKind) -> Claim { .any(nodes.map { .schema($0) }) }
}

extension OneOf {
  func claim(about kind: ValueKind) -> Claim { .exactlyOne(nodes) }
}

extension Not {
  func claim(about kind: ValueKind) -> Claim { .not(.schema(node)) }
}

extension Conditional {
  func claim(about kind: ValueKind) -> Claim {
    let consequence = consequence.map { Claim.schema($0) } ?? .always
    let alternative = alternative.map { Claim.schema($0) } ?? .always
    return .any([.every([.schema(condition), consequence]), .every([.not(.schema(condition)), alternative])])
  }
}

extension Reference {
  func claim(about kind: ValueKind) -> Claim { .schema(node) }
}

extension DynamicReference {
  func claim(about kind: ValueKind) -> Claim { name == nil ? .schema(node) : .obscure("$dynamicRef") }
}
