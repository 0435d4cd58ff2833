import JSON

/// A member that an object only has where another has a certain value.
struct ConditionalMember {
  let path: JSONPointer
  let source: FormSource
  let isRequired: Bool
  let condition: FormCondition
}

extension FormSource {
  /// Members that `if` and `then`, `dependentSchemas`, or alternatives that a constant tells apart bring in.
  func conditionalMembers(at path: JSONPointer) -> [ConditionalMember] {
    fromThen(at: path) + fromDependentSchemas(at: path) + fromAlternatives(at: path)
  }

  private func fromThen(at path: JSONPointer) -> [ConditionalMember] {
    guard let test = members["if"], let consequence = members["then"], let condition = condition(of: test, at: path)
    else { return [] }
    return additions(consequence, at: path, condition)
  }

  private func fromDependentSchemas(at path: JSONPointer) -> [ConditionalMember] {
    (members["dependentSchemas"]?.objectValue ?? [:]).flatMap { name, schema in
      additions(schema, at: path, FormCondition(path: path.appending(name), values: []))
    }
  }

  private func fromAlternatives(at path: JSONPointer) -> [ConditionalMember] {
    ((members["oneOf"] ?? members["anyOf"])?.arrayValue ?? []).flatMap { alternative in
      condition(of: alternative, at: path).map { additions(alternative, at: path, $0) } ?? []
    }
  }

  /// One member that must be a constant, or one of some.
  private func condition(of schema: JSONValue, at path: JSONPointer) -> FormCondition? {
    let schema = source(schema)
    for (name, member) in schema.properties {
      let member = source(member)
      if let value = member["const"] { return FormCondition(path: path.appending(name), values: [value]) }
      if let values = member["enum"]?.arrayValue { return FormCondition(path: path.appending(name), values: values) }
    }
    guard let name = schema.required.first, schema.required.count == 1 else { return nil }
    return FormCondition(path: path.appending(name), values: [])
  }

  private func additions(_ schema: JSONValue, at path: JSONPointer, _ condition: FormCondition) -> [ConditionalMember] {
    let schema = source(schema)
    return schema.properties.compactMap { name, member in
      let place = path.appending(name)
      guard place != condition.path else { return nil }
      return ConditionalMember(
        path: place, source: source(member), isRequired: schema.required.contains(name), condition: condition)
    }
  }
}
