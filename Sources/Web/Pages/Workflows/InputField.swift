import JSON

/// One property of an input schema as a field of a form, and as a line of documentation.
struct InputField: View {
  let name: String
  let schema: JSONValue
  let isRequired: Bool
  /// What was typed before, when the form comes back.
  let typed: String?
  /// What is wrong with it.
  let message: String?

  /// How the value is typed.
  enum Control: Hashable {
    case line
    case number
    case checkbox
    case choice([String])
    /// JSON text: objects, arrays, and what has no single type.
    case json
  }

  /// The fields of a schema's top-level properties.
  static func all(of schema: JSONValue, values: FormFields, message: (name: String, text: String)?) -> [InputField] {
    let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    return (schema["properties"]?.objectValue ?? [:]).map { name, property in
      InputField(
        name: name, schema: property, isRequired: required.contains(name), typed: values[fieldPrefix + name],
        message: message?.name == name ? message?.text : nil)
    }
  }

  /// Keeps the names of properties and of our own fields apart.
  static let fieldPrefix = "input."

  var control: Control {
    if let choices = schema["enum"]?.arrayValue?.map(\.stringValue), !choices.contains(nil) {
      return .choice(choices.compactMap { $0 })
    }
    switch schema["type"]?.stringValue {
    case "string": return .line
    case "integer", "number": return .number
    case "boolean": return .checkbox
    default: return .json
    }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(self.name)
    case "fieldName": .text(Self.fieldPrefix + self.name)
    case "id": .text(id)
    case "describedBy": .optional(describedBy)
    case "type": .text(typeText)
    case "description": .optional(schema["description"]?.stringValue)
    case "isRequired": .flag(isRequired)
    case "default": .optional(schema["default"]?.text)
    case "value": .text(typed ?? initial)
    case "message": .optional(message)
    case "isLine": .flag(control == .line || control == .number)
    case "isNumber": .flag(control == .number)
    case "isCheckbox": .flag(control == .checkbox)
    case "isChecked": .flag(typed.map { $0 == "true" } ?? (schema["default"] == .bool(true)))
    case "isJSON": .flag(control == .json)
    case "choices": .list(choices)
    case "isChoice": .flag(!choices.isEmpty)
    default: nil
    }
  }

  /// An identifier may hold no space, a property's name anything.
  private var id: String { "input-" + name.utf8.map { String($0, radix: 16) }.joined() }

  /// The elements that say more about the field, as far as there are any.
  private var describedBy: String? {
    let parts = [
      schema["description"]?.stringValue == nil ? nil : "\(id)-hint", message == nil ? nil : "\(id)-message",
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private var typeText: String {
    if case .choice(let words) = control { return words.joined(separator: " | ") }
    return schema["type"]?.stringValue ?? "any"
  }

  private var initial: String {
    guard let value = schema["default"] ?? schema["examples"]?[0] else { return "" }
    return value.stringValue ?? value.prettyText
  }

  private var choices: [any View] {
    guard case .choice(let words) = control else { return [] }
    let offered = isRequired || !initial.isEmpty ? words : [""] + words
    return offered.map { ChoiceView(word: $0, isChosen: $0 == typed ?? initial) }
  }

  private struct ChoiceView: View {
    let word: String
    let isChosen: Bool

    func field(_ name: String) -> Field? {
      switch name {
      case "word": .text(word)
      case "isChosen": .flag(isChosen)
      default: nil
      }
    }
  }
}
