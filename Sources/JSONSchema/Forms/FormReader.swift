public import JSON

/// Something that was posted and can't be read, or doesn't fit, and the field beside which to say so.
public struct FormMistake: Hashable, Sendable {
  /// Where in the value.
  public let path: JSONPointer
  /// One sentence.
  public let message: String

  /// - Parameter path: the whole value, if nothing else is said.
  public init(path: JSONPointer = JSONPointer(), message: String) {
    self.path = path
    self.message = message
  }
}

extension SchemaForm {
  /// The value that a posted form means. What was left empty is left out; a box that isn't ticked is false. Fields whose
  /// condition doesn't hold count for nothing.
  public func value(of posted: PostedForm) -> (value: JSONValue, mistakes: [FormMistake]) {
    var reader = FormReader(posted: posted)
    return (.object(reader.members(of: fields).object), reader.mistakes)
  }

  /// Violations as mistakes of fields: of alternatives the closest one's, and what is missing at its own field.
  public func mistakes(of violations: [Violation]) -> [FormMistake] {
    violations.flatMap { violation in
      if !violation.causes.isEmpty { return mistakes(of: violation.causes) }
      let path = violation.missingMember.map { violation.instancePath.appending($0) } ?? violation.instancePath
      return [FormMistake(path: path, message: violation.message)]
    }
  }
}

/// Reads fields one by one.
private struct FormReader {
  let posted: PostedForm
  private(set) var mistakes: [FormMistake] = []
  /// All that has been read, for conditions to look at.
  private var root: JSONValue = [:]

  init(posted: PostedForm) { self.posted = posted }

  /// What the fields hold, and whether anything was given: a box that isn't ticked is nothing.
  mutating func members(of fields: [FormField]) -> (object: JSONObject, isGiven: Bool) {
    var (object, isGiven) = (JSONObject(), false)
    for field in fields where field.condition?.holds(for: root) ?? true {
      guard let name = field.path.tokens.last, let value = value(of: field) else { continue }
      object[name] = value
      root.set(value, at: field.path)
      if value != false { isGiven = true }
    }
    return (object, isGiven)
  }

  private mutating func value(of field: FormField) -> JSONValue? {
    switch field.widget {
    case .checkbox: return .bool(posted.text(of: field) == "true")
    case .group(let fields):
      let (object, isGiven) = members(of: fields)
      return isGiven || field.isRequired ? .some(.object(object)) : .none
    case .list(let item): return list(item, of: field)
    case .lines(let item): return lines(item, of: field)
    case .choices(let choices): return chosen(choices, of: field)
    case .choice(let choices): return text(of: field).flatMap { choice(for: $0, among: choices, of: field) }
    case .number(let isWhole): return text(of: field).flatMap { number($0, isWhole: isWhole, at: field.path) }
    case .json: return text(of: field).flatMap { json($0, at: field.path) }
    case .line, .text, .secret:
      guard let text = posted.text(of: field), !text.isEmpty else { return .none }
      // Browsers end lines as mail does.
      return .string(text.replacing("\r\n", with: "\n"))
    }
  }

  /// Without the white space around it; nil if nothing is left.
  private func text(of field: FormField) -> String? {
    guard let text = posted.text(of: field)?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  private mutating func list(_ item: FormField, of field: FormField) -> JSONValue? {
    var items: [JSONValue] = []
    for number in 0..<posted.count(of: field) {
      guard case .group(let fields) = item.numbered(number, in: field.path).widget else { continue }
      let (object, isGiven) = members(of: fields)
      if isGiven { items.append(.object(object)) }
    }
    return items.isEmpty && !field.isRequired ? .none : .some(.array(items))
  }

  private mutating func lines(_ item: FormItem, of field: FormField) -> JSONValue? {
    let lines = (posted.text(of: field) ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
    var items: [JSONValue] = []
    for line in lines where !line.isEmpty {
      switch item {
      case .text: items.append(.string(line))
      case .wholeNumber, .number:
        let place = field.path.appending(items.count)
        items.append(number(line, isWhole: item == .wholeNumber, at: place) ?? .string(line))
      }
    }
    return items.isEmpty && !field.isRequired ? .none : .some(.array(items))
  }

  private mutating func chosen(_ choices: [FormChoice], of field: FormField) -> JSONValue? {
    let values = posted.texts(of: field).compactMap { choice(for: $0, among: choices, of: field) }
    return values.isEmpty && !field.isRequired ? .none : .some(.array(values))
  }

  private mutating func choice(for text: String, among choices: [FormChoice], of field: FormField) -> JSONValue? {
    if let choice = choices.first(where: { $0.text == text }) { return choice.value }
    mistakes.append(FormMistake(path: field.path, message: "\(Wording.quoted(text)) is none of the choices"))
    return .none
  }

  private mutating func number(_ text: String, isWhole: Bool, at path: JSONPointer) -> JSONValue? {
    let noun = isWhole ? "a whole number, as 42" : "a number, as 1.5"
    guard let value = parsed(text), value.doubleValue != nil else {
      mistakes.append(FormMistake(path: path, message: "\(Wording.quoted(text)) is not \(noun)"))
      return .none
    }
    return value
  }

  private func parsed(_ text: String) -> JSONValue? {
    do throws(JSONSyntaxError) { return try JSONValue(parsing: text) } catch { return .none }
  }

  private mutating func json(_ text: String, at path: JSONPointer) -> JSONValue? {
    do throws(JSONSyntaxError) { return try JSONValue(parsing: text) } catch {
      let place = "line \(error.line), column \(error.column)"
      mistakes.append(FormMistake(path: path, message: "this is not JSON: \(place): \(error.message)"))
      return .none
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}

extension JSONValue {
  /// Sets a member of objects in objects; lists are not looked into.
  fileprivate mutating func set(_ value: JSONValue, at path: JSONPointer) {
    guard let name = path.tokens.first else { return self = value }
    var members = objectValue ?? [:]
    var inner = members[name] ?? [:]
    inner.set(value, at: JSONPointer(Array(path.tokens.dropFirst())))
    members[name] = inner
    self = .object(members)
  }
}
