public import JSON

/// A command ready to be started: every template filled in.
public struct CommandCall: Hashable, Sendable {
  public var arguments: [String]
  /// In the file's order; later ones are meant to win over what the executor sets.
  public var environment: [Variable]
  /// Nil means a fresh folder.
  public var directory: String?

  public struct Variable: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}

extension CommandSpec {
  /// Fills in the templates. They see the input's members as names (also under `ctx` and `input`), and `now`.
  ///
  /// Throws `expression` and `limit` errors, and `validation` for a value that no program can receive.
  public func call(input: JSONValue, now: Instant) throws(RunError) -> CommandCall {
    let object = input.objectValue ?? [:]
    let scope = DataScope(context: object, input: object, now: now)
    var arguments: [String] = []
    for argument in self.arguments { arguments.append(try Self.text(argument, scope)) }
    if let shell = shellCommand(arguments) { arguments = shell }
    var environment: [CommandCall.Variable] = []
    for variable in self.environment {
      environment.append(.init(name: variable.name, value: try Self.text(variable.value, scope, variable.name)))
    }
    let directory = try directoryText(scope)
    return CommandCall(arguments: arguments, environment: environment, directory: directory)
  }

  /// `/bin/sh -c TEXT sh $1 $2 …`
  private func shellCommand(_ arguments: [String]) -> [String]? {
    guard shell, let command = arguments.first else { return nil }
    return ["/bin/sh", "-c", command, "sh"] + arguments.dropFirst()
  }

  private func directoryText(_ scope: DataScope) throws(RunError) -> String? {
    guard let directory else { return nil }
    return try Self.text(directory, scope, "cwd")
  }

  private static func text(_ argument: Argument, _ scope: DataScope) throws(RunError) -> String {
    switch argument {
    case .literal(let text): text
    case .template(let template): try text(template, scope, "an argument")
    }
  }

  /// Text as it is, anything else as JSON.
  private static func text(_ template: Template, _ scope: DataScope, _ what: String) throws(RunError) -> String {
    let value = try template.render(in: scope)
    let text = value.stringValue ?? (value.isNull ? "" : value.text)
    guard text.utf8.contains(0) else { return text }
    throw RunError(.validation, "\(what) contains NUL, which no program can receive")
  }
}
