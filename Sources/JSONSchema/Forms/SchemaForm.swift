public import JSON

/// A schema of an object as the fields of a form, and the way back from what was posted to a value.
///
/// Nothing here knows HTML. What can't be made into fields is a field for JSON; a schema that isn't about an object with
/// known members has no fields at all.
public struct SchemaForm: Hashable, Sendable {
  /// In the order of the schema.
  public let fields: [FormField]

  /// - Parameter schema: one that compiles; what doesn't is left out.
  public init(_ schema: JSONValue) {
    let source = FormSource(document: schema, schema)
    var builder = FormBuilder()
    fields = builder.fields(of: source, at: JSONPointer())
  }

  /// The field at which something about a part of the value is to be said: that part's own, or the innermost around it.
  public func field(for path: JSONPointer) -> FormField? { SchemaForm.field(for: path, among: fields) }

  private static func field(for path: JSONPointer, among fields: [FormField]) -> FormField? {
    let around = fields.first { $0.path.tokens.count <= path.tokens.count && $0.holds(path) }
    guard let around, case .group(let inner) = around.widget else { return around }
    return field(for: path, among: inner) ?? around
  }
}

extension FormField {
  fileprivate func holds(_ path: JSONPointer) -> Bool { path.tokens.starts(with: self.path.tokens) }

  /// The field of one item of a list, with its number in the place of `*`.
  public func numbered(_ number: Int, in list: JSONPointer) -> FormField {
    replacing(list.appending("*"), by: list.appending(number))
  }

  private func replacing(_ prefix: JSONPointer, by other: JSONPointer) -> FormField {
    let moved = { (path: JSONPointer) in
      path.tokens.starts(with: prefix.tokens)
        ? JSONPointer(other.tokens + path.tokens.dropFirst(prefix.tokens.count)) : path
    }
    let widget: FormWidget
    switch self.widget {
    case .group(let fields): widget = .group(fields.map { $0.replacing(prefix, by: other) })
    case .list(let item): widget = .list(item: item.replacing(prefix, by: other))
    default: widget = self.widget
    }
    return FormField(
      path: moved(path), label: label, help: help, isRequired: isRequired, isReadOnly: isReadOnly, widget: widget,
      constraints: constraints, fallback: fallback, example: example,
      condition: condition.map { FormCondition(path: moved($0.path), values: $0.values) })
  }
}
