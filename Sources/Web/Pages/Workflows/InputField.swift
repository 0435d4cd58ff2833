import JSON

/// One member of an input schema as a line of documentation.
struct InputField: View {
  let name: String
  let schema: JSONValue
  let isRequired: Bool

  /// A schema's top-level members.
  static func all(of schema: JSONValue) -> [InputField] {
    let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    return (schema["properties"]?.objectValue ?? [:]).map { name, property in
      InputField(name: name, schema: property, isRequired: required.contains(name))
    }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(self.name)
    case "type": .text(typeText)
    case "description": .optional(schema["description"]?.stringValue)
    case "isRequired": .flag(isRequired)
    case "default": .optional(schema["default"]?.text)
    default: nil
    }
  }

  private var typeText: String {
    if let choices = schema["enum"]?.arrayValue {
      return choices.map { $0.stringValue ?? $0.text }.joined(separator: " | ")
    }
    return schema["type"]?.stringValue ?? "any"
  }
}
