public import JSON

/// What a form was filled in with: names and texts, as they were posted.
public struct PostedForm: Hashable, Sendable {
  private var texts: [String: [String]] = [:]

  /// Names may come more than once: each box of several that is ticked.
  public init(_ pairs: some Sequence<(name: String, value: String)>) {
    for (name, value) in pairs { texts[name, default: []].append(value) }
  }

  /// What a form begins with: a value, as defaults or an earlier run have it.
  public init(_ value: JSONValue, of form: SchemaForm) {
    for field in form.fields { fill(field, from: value) }
  }

  public func text(of field: FormField) -> String? { texts[field.name]?.first }

  public func texts(of field: FormField) -> [String] { texts[field.name] ?? [] }

  public var isEmpty: Bool { texts.isEmpty }

  /// How many items of a list there are: one more than the last that has a field.
  public func count(of list: FormField) -> Int {
    let prefix = list.name + "."
    let numbers = texts.keys.lazy.filter { $0.hasPrefix(prefix) }.compactMap { name in
      Int(name.dropFirst(prefix.count).prefix { $0 != "." })
    }
    return min((numbers.max() ?? -1) + 1, PostedForm.maximumItems)
  }

  /// A name may hold any number.
  private static let maximumItems = 1_000

  private mutating func fill(_ field: FormField, from root: JSONValue) {
    guard let value = field.path.value(in: root) else { return }
    switch field.widget {
    case .group(let fields): for field in fields { fill(field, from: root) }
    case .list(let item):
      for number in (value.arrayValue ?? []).indices.prefix(PostedForm.maximumItems) {
        fill(item.numbered(number, in: field.path), from: root)
      }
    case .lines: texts[field.name] = [(value.arrayValue ?? []).map(FormValue.text).joined(separator: "\n")]
    case .choices: texts[field.name] = (value.arrayValue ?? []).map(FormValue.text)
    case .json: texts[field.name] = [value.prettyText]
    case .line, .text, .secret, .number, .checkbox, .choice: texts[field.name] = [FormValue.text(of: value)]
    }
  }
}
