/// Writes the conditions and placeholders of the steps dialect in Starlark.
struct StepTranslator {
  let steps: Set<String>
  let inputs: Set<String>?

  /// A condition: a small part of JavaScript.
  func condition(_ source: String) throws(ForeignSyntaxError) -> String {
    do throws(ForeignSyntaxError) {
      return try text(of: try ForeignParser.parse(source, .conditions))
    } catch {
      var error = error
      error.hint =
        error.hint ?? "what is allowed: literals, members, comparisons, `&&`, `||`, `!`, `.length`, "
        + "`.includes()`, `.startsWith()`"
      throw error
    }
  }

  /// What stands between the braces of a template.
  func placeholder(_ source: String) throws(ForeignSyntaxError) -> String {
    try text(of: try ForeignParser.parse(source, .placeholders))
  }

  private func text(of expression: ForeignExpression) throws(ForeignSyntaxError) -> String {
    switch expression {
    case .literal(let text): return text
    case .name(let name, let offset): return try spelling(of: name, at: offset)
    case .member(let object, let name, let offset): return try member(object, name, at: offset)
    case .index(let object, let index): return "\(try text(of: object))[\(try text(of: index))]"
    case .unary(let sign, let value): return "(\(sign) \(try text(of: value)))"
    case .binary(let left, let sign, let right): return "(\(try text(of: left)) \(sign) \(try text(of: right)))"
    case .call(let function, let arguments, let offset): return try call(function, arguments, at: offset)
    case .filter(let value, "json", let arguments, _) where arguments.isEmpty:
      return "json.encode(\(try text(of: value)))"
    case .filter(_, let name, _, let offset):
      throw ForeignSyntaxError(
        offset: offset, message: "there is no filter `\(name)`", hint: "the only filter is `json`")
    case .list, .object: throw ForeignSyntaxError(offset: 0, message: "lists and objects can't be written here")
    }
  }

  private func spelling(of name: String, at offset: Int) throws(ForeignSyntaxError) -> String {
    switch name {
    case "steps": return "ctx.steps"
    case "input", "result": return name
    // A run without a failure has no error, and a summary that mentions one is then empty.
    case "error": return "default(error.message, \"\")"
    default:
      let known = ["steps", "input", "result", "error"]
      throw ForeignSyntaxError(
        offset: offset, message: "there is no name `\(name)`",
        hint: Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
          ?? "there is \(Spelling.list(known))")
    }
  }

  private func member(_ object: ForeignExpression, _ name: String, at offset: Int) throws(ForeignSyntaxError) -> String
  {
    switch object {
    case .name("steps", _): try check(step: name, at: offset)
    case .member(.name("steps", _), let step, let place):
      try check(step: step, at: place)
      return try member(ofStep: step, name, at: offset)
    case .name("error", _):
      return "default(\(TaskNames.member("error", name)), None)"
    default: break
    }
    if name == "length" { return "len(\(try text(of: object)))" }
    return TaskNames.member(try text(of: object), name)
  }

  private func check(step: String, at offset: Int) throws(ForeignSyntaxError) {
    guard !steps.contains(step) else { return }
    throw ForeignSyntaxError(
      offset: offset, message: "there is no step `\(step)`",
      hint: Spelling.nearest(to: step, among: Array(steps)).map { "did you mean `\($0)`?" }
        ?? "there is \(Spelling.list(steps.sorted()))")
  }

  private func member(ofStep step: String, _ name: String, at offset: Int) throws(ForeignSyntaxError) -> String {
    let place = TaskNames.member("ctx.steps", step)
    switch name {
    case "result", "output": return "\(place)[\"result\"]"
    case "status", "error": return "\(place)[\"\(name)\"]"
    default:
      throw ForeignSyntaxError(
        offset: offset, message: "a step has no `\(name)`", hint: "it has `result`, `output`, `status` and `error`")
    }
  }

  private func call(
    _ function: ForeignExpression, _ arguments: [ForeignExpression.Argument], at offset: Int
  ) throws(ForeignSyntaxError) -> String {
    guard case .member(let object, let name, let place) = function else {
      throw ForeignSyntaxError(offset: offset, message: "functions can't be called here")
    }
    guard ["includes", "startsWith"].contains(name) else {
      throw ForeignSyntaxError(
        offset: place, message: "`.\(name)()` isn't known here",
        hint: "in the states dialect any Starlark method can be called")
    }
    guard arguments.count == 1 else {
      throw ForeignSyntaxError(offset: place, message: "`.\(name)()` takes one argument")
    }
    let (value, argument) = (try text(of: object), try text(of: arguments[0].value))
    return name == "includes" ? "(\(argument) in \(value))" : "\(value).startswith(\(argument))"
  }
}
