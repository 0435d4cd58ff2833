import JSON
import JSONSchema

/// A field of a schema's form, with what was typed into it and what is wrong with that.
struct FormFieldView: View {
  let field: FormField
  let state: FormState

  func field(_ name: String) -> Field? {
    switch name {
    case "label": .text(field.label)
    case "fieldName": .text(FormState.prefix + field.name)
    case "id": .text(id)
    case "hint": .optional(hint)
    case "help": .optional(field.help)
    case "isRequired": .flag(field.isRequired && isAlwaysAsked)
    case "isReadOnly": .flag(field.isReadOnly)
    case "describedBy": .optional(describedBy)
    case "messages": .list(messages)
    case "isInvalid": .flag(!messages.isEmpty)
    case "placeholder": .optional(field.example.map(Self.text))
    case "value": .text(value)
    default: widgetField(name)
    }
  }

  private func widgetField(_ name: String) -> Field? {
    switch name {
    case "isLine": .flag(inputType != nil)
    case "inputType": .text(inputType ?? "text")
    case "isNumber": .flag(isNumber)
    case "isText": .flag(textRows != nil)
    case "rows": .number(textRows ?? 0)
    case "isMono": .flag(field.widget == .json)
    case "isCheckbox": .flag(field.widget == .checkbox)
    case "isChecked": .flag(value == "true")
    case "isChoice": .flag(isChoice)
    case "isSet": .flag(isSet)
    case "options": .list(options)
    case "isGroup": .flag(isGroup)
    case "isList": .flag(isList)
    case "rowViews": .list(rows)
    case "fields": .list(innerFields)
    default: nil
    }
  }

  /// An identifier may hold no space, a member's name anything.
  private var id: String { "input-" + field.name.utf8.map { String($0, radix: 16) }.joined() }

  /// The browser insists only where the field is asked for in any case.
  private var isAlwaysAsked: Bool { field.condition == nil && field.path.tokens.count == 1 }

  private var messages: [any View] {
    state.mistakes(of: field).map { TextView(text: $0.message.asSentence) as any View }
  }

  private var hint: String? { FormHint.text(of: field) }

  /// The elements that say more about the field, as far as there are any.
  private var describedBy: String? {
    let parts = [field.help == nil ? nil : "\(id)-help", messages.isEmpty ? nil : "\(id)-message"].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private var value: String {
    // A secret is never shown, be it typed or a default: left empty, the default counts.
    if field.widget == .secret { return "" }
    if let typed = state.posted.text(of: field) { return typed }
    guard !state.isTyped, let fallback = field.fallback else { return "" }
    return Self.text(fallback)
  }

  static func text(_ value: JSONValue) -> String { value.stringValue ?? value.prettyText }
}

extension FormFieldView {
  private var inputType: String? {
    switch field.widget {
    case .line(format: "date"): "date"
    case .line(format: "email"): "email"
    case .line(format: "uri"): "url"
    case .line, .number: "text"
    case .secret: "password"
    default: nil
    }
  }

  private var isNumber: Bool { if case .number = field.widget { true } else { false } }
  private var isChoice: Bool { if case .choice = field.widget { true } else { false } }
  private var isSet: Bool { if case .choices = field.widget { true } else { false } }
  private var isGroup: Bool { if case .group = field.widget { true } else { false } }
  private var isList: Bool { if case .list = field.widget { true } else { false } }

  private var textRows: Int? {
    switch field.widget {
    case .text, .json: 5
    case .lines: 4
    default: nil
    }
  }

  private var options: [any View] {
    switch field.widget {
    case .choice(let choices):
      let mayBeEmpty = !field.isRequired || value.isEmpty
      return (mayBeEmpty ? [""] : []).map { OptionView(text: $0, id: "", isChosen: value.isEmpty) }
        + choices.map { OptionView(text: $0.text, id: "", isChosen: $0.text == value) }
    case .choices(let choices):
      let chosen = state.posted.texts(of: field)
      return choices.enumerated().map { number, choice in
        OptionView(text: choice.text, id: "\(id)-\(number)", isChosen: chosen.contains(choice.text))
      }
    default: return []
    }
  }

  private var innerFields: [any View] {
    guard case .group(let fields) = field.widget else { return [] }
    return fields.map { FormFieldView(field: $0, state: state) }
  }

  /// The items that were typed, and an empty one where there are none or another was asked for.
  private var rows: [any View] {
    guard case .list(let item) = field.widget else { return [] }
    let typed = state.posted.count(of: field)
    let asked = state.added == field.name ? typed + 1 : max(typed, 1)
    return (0..<max(asked, min(field.constraints.minItems ?? 0, FormFieldView.mostEmptyRows))).map { number in
      FormRowView(number: number + 1, item: item.numbered(number, in: field.path), state: state)
    }
  }

  private static let mostEmptyRows = 20
}

/// One item of a list.
private struct FormRowView: View {
  let number: Int
  let item: FormField
  let state: FormState

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(item.label.isEmpty ? "Number \(number)" : "\(item.label) \(number)")
    case "fields": .list(fields)
    default: nil
    }
  }

  private var fields: [any View] {
    guard case .group(let fields) = item.widget else { return [] }
    return fields.map { FormFieldView(field: $0, state: state) }
  }
}

private struct OptionView: View {
  let text: String
  let id: String
  let isChosen: Bool

  func field(_ name: String) -> Field? {
    switch name {
    case "text": .text(text)
    case "optionID": .text(id)
    case "isChosen": .flag(isChosen)
    default: nil
    }
  }
}

private struct TextView: View {
  let text: String

  func field(_ name: String) -> Field? { name == "text" ? .text(text) : nil }
}
