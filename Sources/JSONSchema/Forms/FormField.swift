public import JSON

/// One field of a form: what a page needs to show it.
public struct FormField: Hashable, Sendable {
  /// Where its value stands in the whole; an item of a list by its number.
  public let path: JSONPointer
  /// The schema's `title`, or the member's name.
  public let label: String
  /// The schema's `description`.
  public let help: String?
  public let isRequired: Bool
  /// Shown, but not to be changed.
  public let isReadOnly: Bool
  public let widget: FormWidget
  public let constraints: FormConstraints
  /// What it begins with: the schema's `default`.
  public let fallback: JSONValue?
  /// An example to be shown where nothing is given.
  public let example: JSONValue?
  /// Where it is only of use if another field has a certain value.
  public let condition: FormCondition?

  /// What the field is posted as.
  public var name: String { FormName.text(of: path) }
}

/// How a value is given.
public indirect enum FormWidget: Hashable, Sendable {
  /// A line of text; the format tells what it holds (`date`, `email`, `uri`, …), where the schema does.
  case line(format: String?)
  /// Text of several lines.
  case text
  /// A line that nobody should read over one's shoulder.
  case secret
  case number(isWhole: Bool)
  /// True or false.
  case checkbox
  /// One of several values.
  case choice([FormChoice])
  /// Any number of several values.
  case choices([FormChoice])
  /// A list of texts or numbers, one on each line.
  case lines(item: FormItem)
  /// The members of an object.
  case group([FormField])
  /// Any number of objects: the fields of one, whose paths have `*` in the place of its number.
  case list(item: FormField)
  /// What no other widget can hold: JSON as text.
  case json
}

/// What the lines of a list are.
public enum FormItem: Hashable, Sendable {
  case text, wholeNumber, number
}

/// One value to choose.
public struct FormChoice: Hashable, Sendable {
  /// As it is shown, and posted: a text itself, anything else as JSON.
  public let text: String
  public let value: JSONValue
}

/// What the browser can check already; the schema checks all of it again.
public struct FormConstraints: Hashable, Sendable {
  public var minimum: JSONValue?
  public var maximum: JSONValue?
  /// `multipleOf`.
  public var step: JSONValue?
  public var minLength: Int?
  public var maxLength: Int?
  public var minItems: Int?
  public var maxItems: Int?
  /// By ECMA-262's rules; it needn't match the whole text.
  public var pattern: String?

  public init() {}
}

/// A field is only of use if another has one of these values.
public struct FormCondition: Hashable, Sendable {
  public let path: JSONPointer
  /// Empty where any value will do.
  public let values: [JSONValue]

  /// Whether it holds for what has been given.
  public func holds(for value: JSONValue) -> Bool {
    guard let given = path.value(in: value) else { return false }
    return values.isEmpty || values.contains(given)
  }
}
