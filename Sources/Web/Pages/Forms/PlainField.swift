/// A field of one of our own forms: a line to type in.
struct PlainField: View {
  let name: String
  let label: String
  var hint: String?
  var type = "text"
  var value: String
  var isRequired = false
  /// The id of a list of suggestions.
  var list: String?
  var placeholder: String?
  var messages: [String] = []

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text("field-\(self.name)")
    case "fieldName": .text(self.name)
    case "label": .text(label)
    case "hint": .optional(hint)
    case "type": .text(type)
    case "value": .text(value)
    case "isRequired": .flag(isRequired)
    case "list": .optional(list)
    case "placeholder": .optional(placeholder)
    case "isInvalid": .flag(!messages.isEmpty)
    case "fieldMessages": .list(messages.map { MessageView($0) })
    default: nil
    }
  }
}

/// A field of one of our own forms: one of a few words.
struct ChoiceField: View {
  let name: String
  let label: String
  var hint: String?
  let options: [ChoiceView]
  var messages: [String] = []

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text("field-\(self.name)")
    case "fieldName": .text(self.name)
    case "label": .text(label)
    case "hint": .optional(hint)
    case "options": .list(options)
    case "isInvalid": .flag(!messages.isEmpty)
    case "fieldMessages": .list(messages.map { MessageView($0) })
    default: nil
    }
  }
}
