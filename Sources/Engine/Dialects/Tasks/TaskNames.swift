/// What an expression of the tasks dialect may name, depending on where it stands.
struct TaskNames {
  var parameters: Set<String> = []
  /// Declared in `vars`, or published by some task.
  var vars: Set<String> = []
  var tasks: Set<String> = []
  /// `item`, `index` and `batch` exist.
  var isInItems = false
  /// `result()`, `succeeded()` and their like exist.
  var isInTransition = false

  /// Words that no task, parameter or variable may be called.
  static let reserved: Set<String> = ["parameters", "vars", "task", "system", "kv", "pack", "item", "batch", "index"]

  /// The names that the dialect defines, for suggestions.
  var known: [String] {
    var names = ["parameters", "vars", "workflow", "variables", "task", "pack", "config", "system"]
    if isInItems { names += ["item", "index", "batch"] }
    return names + vars + parameters
  }

  /// How Starlark spells a name.
  func spelling(of name: String, at offset: Int) throws(ForeignSyntaxError) -> String {
    switch name {
    case "parameters": return "input"
    case "vars", "workflow", "variables": return "ctx.vars"
    case "task": return "ctx.task"
    case "config": return "config"
    case "system":
      return "{\"workflow_start\": run.startedAt, \"execution_id\": run.id, \"timestamp\": now, "
        + "\"identity\": run.trigger.by}"
    case "item", "index": if isInItems { return name }
    case "batch": if isInItems { return "item" }
    case "error": return "error"
    case "kv", "keystore":
      throw ForeignSyntaxError(
        offset: offset, message: "expressions can't read the data store: a replay would see other values",
        hint: "read it in a task with `action: store.get`, and use its result")
    default: break
    }
    if vars.contains(name) { return Self.member("ctx.vars", name) }
    if parameters.contains(name) { return Self.member("input", name) }
    throw unknown(name, at: offset)
  }

  private func unknown(_ name: String, at offset: Int) -> ForeignSyntaxError {
    if ["item", "index", "batch"].contains(name) {
      return ForeignSyntaxError(offset: offset, message: "`\(name)` exists only in a task with `with_items`")
    }
    let meant = Spelling.nearest(to: name, among: known)
    return ForeignSyntaxError(
      offset: offset, message: "there is no name `\(name)`",
      hint: meant.map { "did you mean `\($0)`?" } ?? "there is \(Spelling.list(known.sorted()))")
  }

  static func member(_ object: String, _ name: String) -> String {
    StarlarkText.isName(name) ? "\(object).\(name)" : "\(object)[\(StarlarkText.quoted(name))]"
  }
}
