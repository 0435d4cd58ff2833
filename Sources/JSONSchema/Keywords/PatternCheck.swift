import JSON
import Pattern

/// `pattern`.
final class PatternCheck: Keyword {
  private let location: String
  let expression: RegularExpression

  init?(_ compiler: NodeCompiler) {
    guard let source = compiler.string("pattern"), let expression = compiler.expression(source, in: "pattern") else {
      return nil
    }
    self.expression = expression
    location = compiler.location("pattern")
  }

  var kinds: ValueKinds { .string }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .string(let text) = value, !expression.matches(text) else { return true }
    return validation.fail(location, "must match the pattern \(expression.source), but is \(Wording.quoted(text))")
  }
}

extension NodeCompiler {
  func expression(_ source: String, in keyword: String) -> RegularExpression? {
    do throws(PatternError) {
      return try RegularExpression(source)
    } catch {
      report("\(error)", keyword)
      return nil
    }
  }
}
