/// The functions and filters of the tasks dialect, each with the Starlark that it stands for.
enum TaskFunctions {
  struct Argument {
    var name: String?
    var text: String
  }

  struct Function {
    /// In order; those from `required` on may be left out.
    var parameters: [String]
    var required: Int
    /// Gets as many texts as there are parameters, with nil for those left out.
    var write: ([String?]) -> String
    /// Any number of arguments.
    var isVariadic = false

    init(_ parameters: [String], required: Int? = nil, _ write: @escaping ([String?]) -> String) {
      self.parameters = parameters
      self.required = required ?? parameters.count
      self.write = write
    }

    /// The arguments at their parameters; nil when they don't fit.
    func bind(_ arguments: [Argument]) -> [String?]? {
      if isVariadic { return arguments.contains { $0.name != nil } || arguments.isEmpty ? nil : arguments.map(\.text) }
      var bound = [String?](repeating: nil, count: parameters.count)
      for (position, argument) in arguments.enumerated() {
        guard let place = argument.name.map({ parameters.firstIndex(of: $0) }) ?? position, place < bound.count,
          bound[place] == nil
        else { return nil }
        bound[place] = argument.text
      }
      return bound.prefix(required).contains(nil) ? nil : bound
    }

    var signature: String {
      if isVariadic { return "one argument or more" }
      if parameters.isEmpty { return "no arguments" }
      return parameters.enumerated().map { $0 < required ? $1 : "\($1)?" }.joined(separator: ", ")
    }
  }

  private static func one(_ write: @escaping (String) -> String) -> Function {
    Function(["value"]) { write($0[0] ?? "None") }
  }

  private static func two(_ second: String, _ write: @escaping (String, String) -> String) -> Function {
    Function(["value", second]) { write($0[0] ?? "None", $0[1] ?? "None") }
  }

  private static func variadic(_ write: @escaping (String) -> String) -> Function {
    var function = Function([]) { write($0.compactMap { $0 }.joined(separator: ", ")) }
    function.isVariadic = true
    return function
  }

  /// What tells how the task ended.
  static let outcomes: [String: String] = [
    "result": "result", "succeeded": "(outcome == \"succeeded\")", "failed": "(outcome == \"failed\")",
    "timed_out": "(outcome == \"timed_out\")", "skipped": "(outcome == \"skipped\")",
  ]

  static var names: [String] { Array(functions.keys) + outcomes.keys + ["uuid"] }

  // Immutable tables of closures without state.
  nonisolated(unsafe) static let functions: [String: Function] = [
    "string": one { "str(\($0))" },
    "number": one {
      "(lambda v: v if type(v) in (\"int\", \"float\") else (int(v) if v.strip().lstrip(\"-+\").isdigit() else float(v)))(\($0))"
    },
    "int": one { "int(\($0))" },
    "bool": one { "bool(\($0))" },
    "type_of": one {
      "{\"string\": \"string\", \"int\": \"number\", \"float\": \"number\", \"bool\": \"boolean\", \"NoneType\": \"null\", "
        + "\"list\": \"array\", \"tuple\": \"array\"}.get(type(\($0)), \"object\")"
    },
    "length": one { "len(\($0))" },
    "keys": one { "keys(\($0))" },
    "values": one { "values(\($0))" },
    "abs": one { "(lambda n: -n if n < 0 else n)(\($0))" },
    "floor": one { "math.floor(\($0))" },
    "ceil": one { "math.ceil(\($0))" },
    "round": Function(["value", "digits"], required: 1) { arguments in
      let value = arguments[0] ?? "None"
      guard let digits = arguments[1] else { return "int(math.round(\(value)))" }
      return "(lambda v, p: math.round(v * p) / p)(\(value), float(\"1e\" + str(\(digits))))"
    },
    "min": variadic { "min(\($0))" },
    "max": variadic { "max(\($0))" },
    "sum": one { "sum(\($0))" },
    "lower": one { "\($0).lower()" },
    "upper": one { "\($0).upper()" },
    "trim": one { "\($0).strip()" },
    "split": two("separator") { "\($0).split(\($1))" },
    "join": Function(["value", "separator"], required: 1) { "join(\($0[0] ?? "[]"), \($0[1] ?? "\"\""))" },
    "replace": Function(["value", "old", "new"]) {
      "\($0[0] ?? "").replace(\($0[1] ?? ""), \($0[2] ?? ""))"
    },
    "starts_with": two("prefix") { "\($0).startswith(\($1))" },
    "ends_with": two("suffix") { "\($0).endswith(\($1))" },
    "match": two("pattern") { "(re.search(\($1), \($0)) != None)" },
    "contains": two("element") { "(\($1) in \($0))" },
    "reversed": one { "(lambda v: v[::-1])(\($0))" },
    "sort": one { "sorted(\($0))" },
    "unique": one { "unique(\($0))" },
    "flat": one { "flatten(\($0))" },
    "zip": variadic { "[list(pair) for pair in zip(\($0))]" },
    "range": Function(["start", "stop", "step"], required: 1) {
      "list(range(\($0.compactMap { $0 }.joined(separator: ", "))))"
    },
    "slice": Function(["value", "start", "stop"], required: 2) { "\($0[0] ?? "")[\($0[1] ?? ""):\($0[2] ?? "")]" },
    "index_of": two("element") {
      "(lambda v, e: v.find(e) if type(v) == \"string\" else (v.index(e) if e in v else -1))(\($0), \($1))"
    },
    "count": Function(["value", "element"], required: 1) { arguments in
      let value = arguments[0] ?? "None"
      guard let element = arguments[1] else { return "len(\(value))" }
      return
        "(lambda v, e: v.count(e) if type(v) == \"string\" else len([x for x in v if x == e]))(\(value), \(element))"
    },
    "merge": two("other") { "(dict(items(\($0))) | dict(items(\($1))))" },
    "chunks": two("size") { "chunks(\($0), \($1))" },
    "now": Function([]) { _ in "now" },
  ]

  nonisolated(unsafe) static let filters: [String: Function] = [
    "upper": one { "\($0).upper()" },
    "lower": one { "\($0).lower()" },
    "trim": one { "\($0).strip()" },
    "append": two("text") { "(\($0) + \($1))" },
    "prepend": two("text") { "(\($1) + \($0))" },
    "from_json": one { "json.decode(\($0))" },
    "to_json": one { "json.encode(\($0))" },
    "filter": Function(["value", "attr", "equals"], required: 2) { arguments in
      let (value, name) = (arguments[0] ?? "[]", arguments[1] ?? "\"\"")
      guard let wanted = arguments[2] else { return "[each for each in \(value) if get(each, \(name), None)]" }
      return "[each for each in \(value) if get(each, \(name), None) == \(wanted)]"
    },
    "map": two("attribute") { "[each[\($1)] for each in \($0)]" },
    "list": one { "(lambda v: list(v.elems()) if type(v) == \"string\" else list(v))(\($0))" },
    "first": one { "\($0)[0]" },
    "last": one { "\($0)[-1]" },
    "length": one { "len(\($0))" },
    "join": Function(["value", "separator"], required: 1) { "join(\($0[0] ?? "[]"), \($0[1] ?? "\"\""))" },
    "batch": two("size") { "chunks(\($0), \($1))" },
    "default": two("fallback") { "default(\($0), \($1))" },
    "ternary": Function(["value", "yes", "no"]) {
      "(\($0[1] ?? "None") if \($0[0] ?? "None") else \($0[2] ?? "None"))"
    },
    "sort": one { "sorted(\($0))" },
    "unique": one { "unique(\($0))" },
  ]
}
