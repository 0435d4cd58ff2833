extension Required {
  func claim(about kind: ValueKind) -> Claim {
    kind == .object ? .every(names.map { .fact(.member($0)) }) : .always
  }
}

extension DependentRequired {
  func claim(about kind: ValueKind) -> Claim {
    guard kind == .object else { return .always }
    return .every(
      dependencies.map { name, needed in
        .any([.not(.fact(.member(name))), .every(needed.map { .fact(.member($0)) })])
      })
  }
}

extension DependentSchemas {
  func claim(about kind: ValueKind) -> Claim {
    guard kind == .object else { return .always }
    return .every(schemas.map { name, node in .any([.not(.fact(.member(name))), .schema(node)]) })
  }
}

extension Dependencies {
  func claim(about kind: ValueKind) -> Claim { .every([required.claim(about: kind), schemas.claim(about: kind)]) }
}

extension Members {
  func claim(about kind: ValueKind) -> Claim { kind == .object ? .fact(.members(schemas)) : .always }

  var schemas: MemberSchemas {
    MemberSchemas(names: names, properties: properties, patterns: patterns, additional: additional)
  }
}

extension PropertyNames {
  func claim(about kind: ValueKind) -> Claim { kind == .object ? .fact(.names(node)) : .always }
}

extension Items {
  func claim(about kind: ValueKind) -> Claim { kind == .array ? .fact(.items(self)) : .always }
}

extension Contains {
  func claim(about kind: ValueKind) -> Claim { kind == .array ? .fact(.contains(self)) : .always }
}

extension UniqueItems {
  func claim(about kind: ValueKind) -> Claim { kind == .array ? .fact(.unique) : .always }
}

extension UnevaluatedProperties {
  func claim(about kind: ValueKind) -> Claim { kind == .object ? .obscure("unevaluatedProperties") : .always }
}

extension UnevaluatedItems {
  func claim(about kind: ValueKind) -> Claim { kind == .array ? .obscure("unevaluatedItems") : .always }
}
