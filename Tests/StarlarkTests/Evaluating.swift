import JSON
import Starlark

/// Names with JSON values, and the built-in functions behind them.
final class TestNames: NameSource {
  let data: JSONObject

  init(_ data: JSONObject = [:]) { self.data = data }

  func value(named name: String, in thread: Starlark.Thread) throws(EvaluationError) -> Value? {
    if let json = data[name] { return try Value(json, in: thread) }
    return Builtins.data[name]
  }

  var knownNames: [String] { data.keys }
}

var testDialect: Dialect {
  var dialect = Dialect()
  dialect.fallbackForm = true
  return dialect
}

/// The `repr` of an expression's value, or the first line of what it fails with.
func result(_ expression: String, _ data: JSONObject = [:], budget: Budget = Budget()) -> String {
  do {
    let program = try Program(expression: SourceText("repr(\(expression)\n)"), dialect: testDialect)
    let thread = Starlark.Thread(budget: budget)
    guard case .string(let text) = try program.evaluate(in: thread, names: TestNames(data)) else { return "no text" }
    return text.text
  } catch {
    return "ERROR \(firstLine(error))"
  }
}

/// Without the place: `message (hint)`.
func firstLine(_ error: any Error) -> String {
  switch error {
  case let error as EvaluationError: error.hint.map { "\(error.message) (\($0))" } ?? error.message
  case let error as SyntaxError: error.hint.map { "\(error.message) (\($0))" } ?? error.message
  default: "\(error)"
  }
}

/// The whole message of an expression that fails.
func failure(_ expression: String, _ data: JSONObject = [:], budget: Budget = Budget()) -> String {
  do {
    let program = try Program(expression: SourceText(expression), dialect: testDialect)
    _ = try program.evaluate(in: Starlark.Thread(budget: budget), names: TestNames(data))
    return "no error"
  } catch {
    return "\(error)"
  }
}

/// What `print` wrote while a file ran, or the message that ended it.
func run(_ file: String, dialect: Dialect = testDialect, budget: Budget = Budget()) -> String {
  var lines: [String] = []
  do {
    let program = try Program(file: SourceText(file, name: "test.star"), dialect: dialect, builtins: .data)
    _ = try program.run(in: Starlark.Thread(budget: budget, print: { lines.append($0) }))
  } catch {
    lines.append("\(error)")
  }
  return lines.joined(separator: "\n")
}
