import JSON

/// Translates the expressions of one place of a tasks document; what can't be translated is reported there.
struct TaskExpressions {
  let findings: Findings
  var names: TaskNames

  /// With further names in scope.
  func with(_ change: (inout TaskNames) -> Void) -> TaskExpressions {
    var other = self
    change(&other.names)
    return other
  }

  /// A value whose texts may hold `{{ … }}`.
  func template(_ field: Field) -> Sourced<JSONValue>? { template(field.raw) }

  func template(_ source: Sourced<JSONValue>) -> Sourced<JSONValue>? {
    switch source.value {
    case .string(let text):
      do throws(ForeignSyntaxError) {
        let rewriting = ForeignTemplate { (words, offset) throws(ForeignSyntaxError) in
          try TaskTranslator(names: names, site: "\(source.place)+\(offset)").starlark(words)
        }
        return Sourced(value: .string(try rewriting.rewrite(text)), place: source.place)
      } catch {
        report(error, text, at: source.place)
        return nil
      }
    case .array(let elements):
      var rewritten: [JSONValue] = []
      for (index, element) in elements.enumerated() {
        guard let value = template(Sourced(value: element, place: source.place.index(index))) else { return nil }
        rewritten.append(value.value)
      }
      return Sourced(value: .array(rewritten), place: source.place)
    case .object(let members):
      var rewritten = JSONObject()
      for (key, member) in members {
        guard let value = template(Sourced(value: member, place: source.place.key(key))) else { return nil }
        rewritten[key] = value.value
      }
      return Sourced(value: .object(rewritten), place: source.place)
    case .null, .bool, .integer, .double: return source
    }
  }

  /// A condition: an expression, with or without braces around it.
  func condition(_ field: Field) -> Sourced<String>? {
    if let constant = field.value.boolValue { return Sourced(value: constant ? "True" : "False", place: field.place) }
    guard let text = field.text() else { return nil }
    return starlark(text.value, at: text.place).map { Sourced(value: $0, place: text.place) }
  }

  /// The Starlark of a text that is one expression.
  func starlark(_ text: String, at place: Place) -> String? {
    do throws(ForeignSyntaxError) {
      let (source, offset) = try Self.unbraced(text)
      do throws(ForeignSyntaxError) {
        return try TaskTranslator(names: names, site: place.description).starlark(source)
      } catch {
        var error = error
        error.offset += offset
        throw error
      }
    } catch {
      report(error, text, at: place)
      return nil
    }
  }

  private static func unbraced(_ text: String) throws(ForeignSyntaxError) -> (String, offset: Int) {
    guard text.contains("{{") else { return (text, 0) }
    let pieces = try ForeignTemplate.pieces(of: text)
    let blank: (ForeignTemplate.Piece) -> Bool = {
      if case .text(let words) = $0 { words.allSatisfy(\.isWhitespace) } else { false }
    }
    let expressions = pieces.filter { !blank($0) }
    guard expressions.count == 1, case .expression(let source, let offset) = expressions[0] else {
      throw ForeignSyntaxError(
        offset: 0, message: "a condition is one expression",
        hint: "write `{{ a and b }}` instead of two pairs of braces")
    }
    return (source, offset)
  }

  private func report(_ error: ForeignSyntaxError, _ text: String, at place: Place) {
    findings.report(
      ExpressionSyntaxError(source: text, offset: error.offset, message: error.message, hint: error.hint), at: place)
  }
}
