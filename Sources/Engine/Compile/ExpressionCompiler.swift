import JSON

/// Compiles the expressions of a definition; what can't be compiled is reported with its place in the source.
struct ExpressionCompiler {
  let findings: Findings

  func template(_ source: Sourced<JSONValue>?) -> Template? {
    guard let source else { return nil }
    if let template = try? Template(compiling: source.value) { return template }
    for leaf in leaves(of: source) { reportTemplate(leaf) }
    return nil
  }

  func condition(_ source: Sourced<String>?) -> Condition? {
    expression(source) { text throws(ExpressionSyntaxError) in try Condition(compiling: text) }
  }

  func script(_ source: Sourced<String>) -> Script? {
    expression(source) { text throws(ExpressionSyntaxError) in try Script(compiling: text) }
  }

  private func expression<Compiled>(
    _ source: Sourced<String>?, _ compile: (String) throws(ExpressionSyntaxError) -> Compiled
  ) -> Compiled? {
    guard let source else { return nil }
    do throws(ExpressionSyntaxError) {
      return try compile(source.value)
    } catch {
      let isTemplate = source.value.hasPrefix("{{") || source.value.hasPrefix("${")
      let hint = isTemplate ? "this is an expression already: leave the braces out" : nil
      findings.report(error, at: source.place, hint: hint)
      return nil
    }
  }

  func path(_ source: Sourced<String>?) -> DataPath? {
    guard let source else { return nil }
    do throws(ExpressionSyntaxError) {
      return try DataPath(parsing: source.value)
    } catch {
      findings.report(error, at: source.place)
      return nil
    }
  }

  /// A place to write at: keys from the context's root, none for the root itself.
  func writePath(_ source: Sourced<String>?) -> [String]? {
    guard let source, let path = path(source) else { return nil }
    if let keys = path.keys { return keys }
    findings.report(
      .badExpression, at: source.place, "a result can't be stored at an index", expected: "keys, as `steps.check`",
      actual: source.value)
    return nil
  }

  private func reportTemplate(_ leaf: Sourced<JSONValue>) {
    do throws(ExpressionSyntaxError) {
      _ = try Template(compiling: leaf.value)
    } catch {
      findings.report(error, at: leaf.place)
    }
  }

  /// The strings inside, so that each mistake is told and not only the first.
  private func leaves(of source: Sourced<JSONValue>) -> [Sourced<JSONValue>] {
    switch source.value {
    case .object(let object):
      object.flatMap { leaves(of: Sourced(value: $0.value, place: source.place.key($0.key))) }
    case .array(let array):
      array.enumerated().flatMap { leaves(of: Sourced(value: $0.element, place: source.place.index($0.offset))) }
    case .string: [source]
    case .null, .bool, .integer, .double: []
    }
  }
}
