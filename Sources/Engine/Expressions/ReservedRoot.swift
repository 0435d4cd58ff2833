import JSON

/// The names that data can never shadow: an agent that answers `{"ctx": …}` must not talk its way past an approval.
enum ReservedRoot: String, CaseIterable {
  case ctx, input, steps, vars, workflow, run, now, error, secrets, config

  /// What the root means in a scope; nil where it has no value (`error` outside of handlers).
  func value(in scope: DataScope) throws(RunError) -> JSONValue? {
    switch self {
    case .ctx: .object(scope.context)
    case .input: .object(scope.input)
    case .steps: scope.context["steps"] ?? [:]
    case .vars: .object(scope.vars)
    case .workflow: .object(scope.workflow)
    case .run: .object(scope.run)
    case .now: .string(scope.now.description)
    case .error: scope.error
    case .config: .object(scope.config)
    case .secrets: throw RunError(.expression, Self.secretsMessage)
    }
  }

  static let secretsMessage = "'secrets' can't be read in an expression: only an agent's input may refer to a secret"
}
