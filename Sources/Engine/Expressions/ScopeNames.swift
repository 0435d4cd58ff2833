import JSON
import Starlark

/// Answers a program's names from a run's data: language.md, "Names in an expression".
///
/// Reserved roots come first, so that no data can shadow them; then, first match wins, loop names, what a switch or an
/// `output` looks at, the context's keys, and the built-in functions.
final class ScopeNames: NameSource {
  private let scope: DataScope

  init(_ scope: DataScope) { self.scope = scope }

  func value(named name: String, in thread: Starlark.Thread) throws(EvaluationError) -> Value? {
    if let root = ReservedRoot(rawValue: name) { return try value(of: root, in: thread) }
    if let json = data(named: name) { return try Value(json, in: thread) }
    if name == "uuid", let seed = scope.uuidSeed { return .builtin(DerivedUUID.function(seed: seed)) }
    return Self.builtins[name]
  }

  static let builtins = Builtins.data

  private func value(of root: ReservedRoot, in thread: Starlark.Thread) throws(EvaluationError) -> Value {
    switch root {
    case .secrets: throw EvaluationError(.failed, ReservedRoot.secretsMessage)
    case .error where scope.error == nil:
      throw EvaluationError(.missing, "'error' exists only where an error is handled")
    case .ctx: return try Value(scope.context, in: thread)
    default:
      let json: JSONValue?
      do throws(RunError) { json = try root.value(in: scope) } catch { throw EvaluationError(error.message) }
      return try Value(json ?? .null, in: thread)
    }
  }

  private func data(named name: String) -> JSONValue? {
    if let local = scope.locals[name] { return local }
    if let switchData = scope.switchData {
      if let field = switchData[name] { return field }
      if Self.wholeNames.contains(name) { return switchData }
    }
    if name == "result", let result = scope.result { return result }
    return scope.context[name]
  }

  /// In a switch: what `dataPath` leads to, as a whole.
  private static let wholeNames: Set<String> = ["result", "_value", "val"]

  var knownNames: [String] {
    var names = Set(scope.locals.keys).union(scope.context.keys)
    if let switchData = scope.switchData {
      names.formUnion(switchData.objectValue?.keys ?? [])
      names.formUnion(Self.wholeNames)
    }
    if scope.result != nil { names.insert("result") }
    for root in ReservedRoot.allCases where root != .secrets && (root != .error || scope.error != nil) {
      names.insert(root.rawValue)
    }
    return Array(names)
  }
}
