import JSON
import JSONSchema

/// A schema's form as it is shown: what was typed, what is wrong with it, and which list is to get another item.
struct FormState {
  let form: SchemaForm
  let posted: PostedForm
  /// Whether a person has sent it before: then no field begins with its default again.
  let isTyped: Bool
  var mistakes: [FormMistake] = []
  var added: String?

  /// Keeps the names of members and of our own fields apart.
  static let prefix = "input."

  /// - Parameter beginning: what an untyped form shows; nil for the schema's defaults.
  init(_ schema: JSONValue, _ fields: FormFields, beginning: JSONValue? = nil) {
    form = SchemaForm(schema)
    let typed = fields.pairs.filter { $0.name.hasPrefix(Self.prefix) }
    isTyped = fields["mode"] == "fields"
    posted =
      isTyped
      ? PostedForm(typed.map { (name: String($0.name.dropFirst(Self.prefix.count)), value: $0.value) })
      : PostedForm(beginning ?? Self.beginning(of: schema), of: form)
    added = fields["add"].map { String($0.dropFirst(Self.prefix.count)) }
  }

  /// What an input is when nobody says anything.
  static func beginning(of schema: JSONValue) -> JSONValue {
    do { return try Schema(compiling: schema).applyDefaults(to: [:]) } catch { return [:] }
  }

  func read() -> (value: JSONValue, mistakes: [FormMistake]) { form.value(of: posted) }

  var views: [any View] { form.fields.map { FormFieldView(field: $0, state: self) } }

  /// What is wrong with a field and no field in it.
  func mistakes(of field: FormField) -> [FormMistake] {
    mistakes.filter { $0.path.tokens.starts(with: field.path.tokens) && !isTold($0, within: field) }
  }

  /// What no field is about.
  var otherMistakes: [FormMistake] { mistakes.filter { form.field(for: $0.path) == nil } }

  private func isTold(_ mistake: FormMistake, within field: FormField) -> Bool {
    let inner: [FormField]
    switch field.widget {
    case .group(let fields): inner = fields
    case .list(let item):
      // The rows that are shown are those that were posted.
      guard let number = mistake.path.tokens.dropFirst(field.path.tokens.count).first.flatMap({ Int($0) }),
        (0..<posted.count(of: field)).contains(number),
        case .group(let fields) = item.numbered(number, in: field.path).widget
      else { return false }
      inner = fields
    default: return false
    }
    return inner.contains { mistake.path.tokens.starts(with: $0.path.tokens) }
  }
}
