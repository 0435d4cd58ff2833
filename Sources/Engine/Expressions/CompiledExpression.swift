import JSON
import Starlark

/// One expression of a definition, compiled, and how its failures are told.
struct CompiledExpression: Sendable {
  let program: Starlark.Program

  /// A lone expression. Braces around the whole are allowed, as people write conditions like templates.
  init(_ source: String) throws(ExpressionSyntaxError) {
    let text = SourceText(source)
    do throws(SyntaxError) {
      if source.hasPrefix("{{") {
        let (program, end) = try Starlark.Program.embedded(
          in: text, from: 2, dialect: Self.dialect, functions: ScopeNames.builtins)
        if end == source.utf8.count {
          self.program = program
          return
        }
      } else if source.hasPrefix("${") {
        let (program, end) = try Starlark.Program.braced(in: text, from: 2, dialect: Self.dialect)
        if end == source.utf8.count {
          self.program = program
          return
        }
      }
      program = try Starlark.Program(expression: text, dialect: Self.dialect)
    } catch {
      throw ExpressionSyntaxError(error, source: source)
    }
  }

  /// An expression, which may go over several lines, or a block of statements.
  init(script source: String) throws(ExpressionSyntaxError) {
    do throws(ExpressionSyntaxError) {
      self = try CompiledExpression(source)
    } catch {
      let asExpression = error
      do throws(SyntaxError) {
        self.init(try Starlark.Program(block: SourceText(source), dialect: Self.dialect))
      } catch {
        // Who wrote one line meant an expression.
        let isBlock = source.split(separator: "\n").count > 1
        throw isBlock ? ExpressionSyntaxError(error, source: source) : asExpression
      }
    }
  }

  init(_ program: Starlark.Program) { self.program = program }

  static let dialect: Dialect = {
    var dialect = Dialect()
    dialect.fallbackForm = true
    dialect.selfAttributes = Dialect.SelfAttributes(
      roots: [["steps"], ["ctx", "steps"]], names: ["result", "output"])
    return dialect
  }()

  /// Evaluates with budgets of its own.
  func evaluate<Result>(
    in scope: DataScope, _ use: (Value, Starlark.Thread) throws(EvaluationError) -> Result
  ) throws(RunError) -> Result {
    try evaluate(in: ScopeNames(scope), Starlark.Thread(), use)
  }

  func evaluate<Result>(
    in names: ScopeNames, _ thread: Starlark.Thread,
    _ use: (Value, Starlark.Thread) throws(EvaluationError) -> Result
  ) throws(RunError) -> Result {
    do throws(EvaluationError) {
      return try use(try program.evaluate(in: thread, names: names), thread)
    } catch {
      throw RunError(error, source: program.source)
    }
  }
}

extension RunError {
  /// An `expression` error, or `limit` when a budget is used up: what, the place with a caret, the names that exist.
  init(_ error: EvaluationError, source: SourceText) {
    let said = error.hint.map { "\(error.message) (\($0))" } ?? error.message
    var details: JSONObject = ["expression": .string(source.text)]
    var message = said
    if let place = error.trace.first?.position {
      message += "\n\(source.excerpt(at: place.offset))"
      details["line"] = .integer(Int64(place.line))
      details["column"] = .integer(Int64(place.column))
    } else {
      message += "\n  \(source.line(1))"
    }
    self.init(error.isLimit ? .limit : .expression, message, details: details)
  }
}

extension EvaluationError {
  fileprivate var isLimit: Bool {
    switch kind {
    case .exhausted, .stopped: true
    case .failed, .missing: false
    }
  }
}
