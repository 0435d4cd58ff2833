import JSON

/// Makes the fields of a schema's members.
struct FormBuilder {
  /// Fields that are still to be made: the rest of an enormous schema is given as JSON.
  private var left = FormBuilder.maximumFields

  private static let maximumFields = 300
  /// Groups in groups; a schema that refers to itself has no innermost.
  private static let maximumDepth = 4

  /// The fields of an object's members, those that depend on others behind what they depend on.
  mutating func fields(of source: FormSource, at path: JSONPointer) -> [FormField] {
    let required = source.required
    var fields = source.properties.map { name, schema in
      field(source.source(schema), at: path.appending(name), isRequired: required.contains(name), nil)
    }
    var known = Set(fields.map(\.path))
    for addition in source.conditionalMembers(at: path) where known.insert(addition.path).inserted {
      let addition = field(addition.source, at: addition.path, isRequired: addition.isRequired, addition.condition)
      let last = fields.lastIndex { [$0.path, $0.condition?.path].contains(addition.condition?.path) }
      fields.insert(addition, at: last.map { $0 + 1 } ?? fields.count)
    }
    return fields
  }

  private mutating func field(
    _ source: FormSource, at path: JSONPointer, isRequired: Bool, _ condition: FormCondition?
  ) -> FormField {
    left -= 1
    return FormField(
      path: path, label: source["title"]?.stringValue ?? path.tokens.last ?? "",
      help: source["description"]?.stringValue, isRequired: isRequired,
      isReadOnly: source["readOnly"] == true, widget: left > 0 ? widget(of: source, at: path) : .json,
      constraints: FormConstraints(source), fallback: source["default"] ?? source["const"],
      example: source["examples"]?[0], condition: condition)
  }

  private mutating func widget(of source: FormSource, at path: JSONPointer) -> FormWidget {
    if let choices = source.choices, !choices.isEmpty { return .choice(choices) }
    switch source.type {
    case "string": return textWidget(of: source)
    case "integer": return .number(isWhole: true)
    case "number": return .number(isWhole: false)
    case "boolean": return .checkbox
    case "array": return listWidget(of: source, at: path)
    case "object": return groupWidget(of: source, at: path) ?? .json
    default: return .json
    }
  }

  private func textWidget(of source: FormSource) -> FormWidget {
    let format = source["format"]?.stringValue
    if source["writeOnly"] == true || format == "password" { return .secret }
    if let length = source["maxLength"]?.integerValue, length > FormBuilder.longestLine { return .text }
    return source["contentMediaType"] == nil ? .line(format: format) : .text
  }

  /// Longer texts are rather several lines.
  private static let longestLine = 200

  private mutating func groupWidget(of source: FormSource, at path: JSONPointer) -> FormWidget? {
    guard path.tokens.count < FormBuilder.maximumDepth, !source.properties.isEmpty else { return nil }
    return .group(fields(of: source, at: path))
  }

  private mutating func listWidget(of source: FormSource, at path: JSONPointer) -> FormWidget {
    guard let items = source["items"], source["prefixItems"] == nil else { return .json }
    let item = source.source(items)
    if let choices = item.choices, !choices.isEmpty, source["uniqueItems"] == true { return .choices(choices) }
    switch item.type {
    case "string" where item.choices == nil: return .lines(item: .text)
    case "integer": return .lines(item: .wholeNumber)
    case "number": return .lines(item: .number)
    case "object":
      let place = path.appending("*")
      guard let group = groupWidget(of: item, at: place) else { return .json }
      return .list(
        item: FormField(
          path: place, label: item["title"]?.stringValue ?? "", help: item["description"]?.stringValue,
          isRequired: true, isReadOnly: false, widget: group, constraints: FormConstraints(), fallback: nil,
          example: nil, condition: nil))
    default: return .json
    }
  }
}

extension FormConstraints {
  init(_ source: FormSource) {
    self.init()
    minimum = source["minimum"]
    maximum = source["maximum"]
    step = source["multipleOf"]
    minLength = source["minLength"]?.integerValue.map { Int($0) }
    maxLength = source["maxLength"]?.integerValue.map { Int($0) }
    minItems = source["minItems"]?.integerValue.map { Int($0) }
    maxItems = source["maxItems"]?.integerValue.map { Int($0) }
    pattern = source["pattern"]?.stringValue
  }
}
