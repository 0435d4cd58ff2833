import JSON
import JSONSchema

/// What a field takes, in a few words beside its label: `integer, 1 to 9`.
enum FormHint {
  static func text(of field: FormField) -> String? {
    let optional = field.isRequired || field.widget == .checkbox ? nil : "optional"
    let parts = [optional, kind(of: field.widget), bounds(of: field), condition(of: field)].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func kind(of widget: FormWidget) -> String? {
    switch widget {
    case .line(format: "date-time"): "date and time, as 2026-01-31T12:00:00Z"
    case .line(format: "time"): "time, as 12:00:00Z"
    case .line(format: let format): format
    case .number(isWhole: true): "integer"
    case .number(isWhole: false): "number"
    case .lines(item: .text): "one on each line"
    case .lines(item: .wholeNumber): "integers, one on each line"
    case .lines(item: .number): "numbers, one on each line"
    case .choices: "any of these"
    case .json: "JSON"
    case .text, .secret, .checkbox, .choice, .group, .list: nil
    }
  }

  private static func bounds(of field: FormField) -> String? {
    let limits = field.constraints
    switch field.widget {
    case .number: return range(limits.minimum?.text, limits.maximum?.text)
    case .line, .text, .secret:
      return counted(limits.minLength, limits.maxLength, "character")
        ?? limits.pattern.map { "like \($0)" }
    case .lines, .list, .choices: return counted(limits.minItems, limits.maxItems, "item")
    case .checkbox, .choice, .group, .json: return nil
    }
  }

  private static func counted(_ minimum: Int?, _ maximum: Int?, _ noun: String) -> String? {
    range(minimum.map(String.init), maximum.map(String.init)).map {
      "\($0) \(noun)\((maximum ?? minimum) == 1 ? "" : "s")"
    }
  }

  private static func range(_ minimum: String?, _ maximum: String?) -> String? {
    switch (minimum, maximum) {
    case (let minimum?, let maximum?): "\(minimum) to \(maximum)"
    case (let minimum?, nil): "at least \(minimum)"
    case (nil, let maximum?): "at most \(maximum)"
    case (nil, nil): nil
    }
  }

  private static func condition(of field: FormField) -> String? {
    guard let condition = field.condition, let name = condition.path.tokens.last else { return nil }
    if condition.values.isEmpty { return "only where \(name) is given" }
    let values = condition.values.map { $0.stringValue ?? $0.text }
    return "only where \(name) is \(values.joined(separator: " or "))"
  }
}
