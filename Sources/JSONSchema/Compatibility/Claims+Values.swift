import JSON

extension Impossible {
  func claim(about kind: ValueKind) -> Claim { .never }
}

extension TypeCheck {
  func claim(about kind: ValueKind) -> Claim {
    switch kind {
    case .string: types.contains(.string) ? .always : .never
    case .boolean: types.contains(.boolean) ? .always : .never
    case .null: types.contains(.null) ? .always : .never
    case .object: types.contains(.object) ? .always : .never
    case .array: types.contains(.array) ? .always : .never
    case .number where types.contains(.number): .always
    case .number: types.contains(.integer) ? ExactDecimal(1).map { .fact(.multiple($0)) } ?? .never : .never
    }
  }
}

extension Enumeration {
  func claim(about kind: ValueKind) -> Claim { .values(values, kind) }
}

extension Constant {
  func claim(about kind: ValueKind) -> Claim { .values([value], kind) }
}

extension Claim {
  fileprivate static func values(_ values: [JSONValue], _ kind: ValueKind) -> Claim {
    let values = values.filter { ValueKind(of: $0) == kind }
    return values.isEmpty ? .never : .fact(.values(values))
  }
}

extension NumberBound {
  func claim(about kind: ValueKind) -> Claim { kind == .number ? .fact(.bound(self)) : .always }
}

extension MultipleOf {
  func claim(about kind: ValueKind) -> Claim { kind == .number ? .fact(.multiple(decimal)) : .always }
}

extension LengthBound {
  func claim(about kind: ValueKind) -> Claim {
    let isMeant =
      switch measure {
      case .characters: kind == .string
      case .items: kind == .array
      case .members: kind == .object
      }
    return isMeant && !(isMinimum && bound == 0) ? .fact(.count(bound, isMinimum: isMinimum)) : .always
  }
}

extension PatternCheck {
  func claim(about kind: ValueKind) -> Claim { kind == .string ? .fact(.pattern(expression)) : .always }
}

extension FormatCheck {
  func claim(about kind: ValueKind) -> Claim { kind == .string ? .fact(.format(self)) : .always }
}
