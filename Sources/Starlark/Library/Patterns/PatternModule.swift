import Pattern

/// The module `re`: regular expressions in the syntax of ECMAScript, functions named as in Python. Matching takes time
/// linear in the text, and counts as steps.
enum PatternModule {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let module = ModuleObject(
    "re",
    functions: [
      BuiltinObject("re.search") { call throws(EvaluationError) in try match(call, .none) },
      BuiltinObject("re.match") { call throws(EvaluationError) in try match(call, .start) },
      BuiltinObject("re.fullmatch") { call throws(EvaluationError) in try match(call, .whole) },
      BuiltinObject("re.findall") { call throws(EvaluationError) in try findAll(call) },
      BuiltinObject("re.split") { call throws(EvaluationError) in try split(call) },
      BuiltinObject("re.sub") { call throws(EvaluationError) in try substitute(call) },
      BuiltinObject("re.escape") { call throws(EvaluationError) in
        var out = TextBuffer(in: call.thread)
        for byte in try call.string(try call.one()).bytes {
          if "\\^$.|?*+()[]{}/-".utf8.contains(byte) { try out.append("\\") }
          try out.append(byte: byte)
        }
        return try out.string()
      },
    ])

  private static func match(
    _ call: Call, _ anchoring: RegularExpression.Anchoring
  ) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["pattern", "string", "flags"], required: 2)
    let search = try TextSearch(arguments[0], arguments[1], flags: arguments[2], call)
    guard let match = try search.match(from: 0, anchoring) else { return .none }
    return .host(try MatchObject(match, search, in: call.thread))
  }

  /// Whole matches; with one group what it matched, with several tuples of them.
  private static func findAll(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["pattern", "string", "flags"], required: 2)
    let search = try TextSearch(arguments[0], arguments[1], flags: arguments[2], call)
    var found: [Value] = []
    try search.forEachMatch { match throws(EvaluationError) in
      switch match.groups.count {
      case 0: found.append(try search.value(of: match.range))
      case 1: found.append(try search.value(of: match.groups[0]))
      default:
        var groups: [Value] = []
        for group in match.groups { groups.append(try search.value(of: group)) }
        found.append(try call.thread.tuple(groups))
      }
      return true
    }
    return try call.thread.list(found)
  }

  /// The parts between matches; what groups matched stands between them, as in Python.
  private static func split(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["pattern", "string", "maxsplit", "flags"], required: 2)
    let search = try TextSearch(arguments[0], arguments[1], flags: arguments[3], call)
    var left = try count(arguments[2], "maxsplit", call)
    var parts: [Value] = []
    var place = 0
    try search.forEachMatch { match throws(EvaluationError) in
      parts.append(try search.value(of: place..<match.range.lowerBound))
      for group in match.groups { parts.append(try search.value(of: group)) }
      place = match.range.upperBound
      left -= 1
      return left > 0
    }
    parts.append(try search.value(of: place..<search.text.utf8.count))
    return try call.thread.list(parts)
  }

  private static func substitute(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["pattern", "repl", "string", "count", "flags"], required: 3)
    let search = try TextSearch(arguments[0], arguments[2], flags: arguments[4], call)
    let replacement = try Replacement(arguments[1] ?? .none, search.expression, call)
    var left = try count(arguments[3], "count", call)
    var out = TextBuffer(in: call.thread)
    var place = 0
    let bytes = Array(search.text.utf8)
    try search.forEachMatch { match throws(EvaluationError) in
      try out.append(bytes[place..<match.range.lowerBound])
      try replacement.write(match, search, to: &out)
      place = match.range.upperBound
      left -= 1
      return left > 0
    }
    try out.append(bytes[place...])
    return try out.string()
  }

  /// 0 means all.
  private static func count(_ value: Value?, _ what: String, _ call: Call) throws(EvaluationError) -> Int {
    let count = try value.map { value throws(EvaluationError) in try call.int(value, what) } ?? 0
    return count <= 0 ? .max : count
  }
}
