/// Writes expressions of the tasks dialect in Starlark.
struct TaskTranslator {
  let names: TaskNames
  /// Where the expression stands, for identifiers that must differ from place to place.
  var site = ""

  /// The Starlark of one expression.
  func starlark(_ source: String) throws(ForeignSyntaxError) -> String {
    try text(of: try ForeignParser.parse(source, .tasks))
  }

  func text(of expression: ForeignExpression) throws(ForeignSyntaxError) -> String {
    switch expression {
    case .literal(let text): return text
    case .name(let name, let offset): return try names.spelling(of: name, at: offset)
    case .member(let object, let name, let offset): return try member(object, name, at: offset)
    case .index(let object, let index): return "\(try text(of: object))[\(try text(of: index))]"
    case .unary(let sign, let value): return "(\(sign) \(try text(of: value)))"
    case .binary(let left, let sign, let right): return "(\(try text(of: left)) \(sign) \(try text(of: right)))"
    case .list(let elements): return "[\(try list(elements))]"
    case .object(let members):
      var texts: [String] = []
      for member in members { texts.append("\(try text(of: member.key)): \(try text(of: member.value))") }
      return "{\(texts.joined(separator: ", "))}"
    case .call(let function, let arguments, let offset): return try call(function, arguments, at: offset)
    case .filter(let value, let name, let arguments, let offset):
      return try filter(value, name, arguments, at: offset)
    }
  }

  private func list(_ elements: [ForeignExpression]) throws(ForeignSyntaxError) -> String {
    var texts: [String] = []
    for element in elements { texts.append(try text(of: element)) }
    return texts.joined(separator: ", ")
  }

  private func member(_ object: ForeignExpression, _ name: String, at offset: Int) throws(ForeignSyntaxError) -> String
  {
    switch object {
    case .name("task", _) where !names.tasks.contains(name):
      throw ForeignSyntaxError(
        offset: offset, message: "there is no task `\(name)`",
        hint: Spelling.nearest(to: name, among: Array(names.tasks)).map { "did you mean `\($0)`?" })
    case .name("parameters", _) where !names.parameters.contains(name):
      throw ForeignSyntaxError(
        offset: offset, message: "there is no parameter `\(name)`",
        hint: Spelling.nearest(to: name, among: Array(names.parameters)).map { "did you mean `\($0)`?" })
    case .name("vars", _), .name("workflow", _), .name("variables", _):
      guard names.vars.contains(name) else {
        throw ForeignSyntaxError(
          offset: offset, message: "no variable `\(name)` is declared or published",
          hint: Spelling.nearest(to: name, among: Array(names.vars)).map { "did you mean `\($0)`?" })
      }
    case .name("pack", _):
      guard name == "config" else {
        throw ForeignSyntaxError(offset: offset, message: "a pack has only `config`", hint: "write `pack.config`")
      }
      return "config"
    case .name("system", _):
      guard let value = Self.system[name] else {
        throw ForeignSyntaxError(
          offset: offset, message: "`system` has no `\(name)`",
          hint: "it has \(Spelling.list(Self.system.keys.sorted()))")
      }
      return value
    default: break
    }
    return TaskNames.member(try text(of: object), name)
  }

  private static let system = [
    "workflow_start": "run.startedAt", "execution_id": "run.id", "timestamp": "now", "identity": "run.trigger.by",
  ]

  // MARK: Functions

  private func call(
    _ function: ForeignExpression, _ arguments: [ForeignExpression.Argument], at offset: Int
  ) throws(ForeignSyntaxError) -> String {
    guard case .name(let name, let place) = function else {
      if case .member(.name(let root, let place), _, _) = function { _ = try names.spelling(of: root, at: place) }
      throw ForeignSyntaxError(
        offset: offset, message: "values have no methods here", hint: "use a filter: `value | lower`")
    }
    if name == "uuid" {
      guard arguments.isEmpty else { throw ForeignSyntaxError(offset: place, message: "`uuid()` takes no arguments") }
      return "uuid(\(StarlarkText.quoted("\(site)@\(place)")))"
    }
    if let outcome = TaskFunctions.outcomes[name] { return try self.outcome(outcome, name, arguments, at: place) }
    guard let function = TaskFunctions.functions[name] else { throw unknown(name, "function", at: place) }
    return try apply(function, name, try texts(arguments), at: place)
  }

  private func outcome(
    _ text: String, _ name: String, _ arguments: [ForeignExpression.Argument], at offset: Int
  ) throws(ForeignSyntaxError) -> String {
    guard names.isInTransition else {
      throw ForeignSyntaxError(
        offset: offset, message: "`\(name)()` exists only where a task has ended",
        hint: "use it in `next`, `publish` or `decision`; elsewhere write `task.NAME.result`")
    }
    guard arguments.isEmpty else { throw ForeignSyntaxError(offset: offset, message: "`\(name)()` takes no arguments") }
    return text
  }

  private func filter(
    _ value: ForeignExpression, _ name: String, _ arguments: [ForeignExpression.Argument], at offset: Int
  ) throws(ForeignSyntaxError) -> String {
    guard let filter = TaskFunctions.filters[name] else { throw unknown(name, "filter", at: offset) }
    let given = try texts(arguments)
    return try apply(filter, name, [.init(name: nil, text: try text(of: value))] + given, at: offset)
  }

  private func texts(
    _ arguments: [ForeignExpression.Argument]
  ) throws(ForeignSyntaxError) -> [TaskFunctions.Argument] {
    var texts: [TaskFunctions.Argument] = []
    for argument in arguments { texts.append(.init(name: argument.name, text: try text(of: argument.value))) }
    return texts
  }

  private func apply(
    _ function: TaskFunctions.Function, _ name: String, _ arguments: [TaskFunctions.Argument], at offset: Int
  ) throws(ForeignSyntaxError) -> String {
    guard let bound = function.bind(arguments) else {
      throw ForeignSyntaxError(offset: offset, message: "`\(name)` takes \(function.signature)")
    }
    return function.write(bound)
  }

  private func unknown(_ name: String, _ what: String, at offset: Int) -> ForeignSyntaxError {
    let known = what == "filter" ? Array(TaskFunctions.filters.keys) : TaskFunctions.names
    return ForeignSyntaxError(
      offset: offset, message: "there is no \(what) `\(name)`",
      hint: Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" })
  }
}
