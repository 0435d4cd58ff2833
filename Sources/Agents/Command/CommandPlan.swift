import Engine
import JSON

/// A command agent's templates rendered for one delivery.
struct CommandPlan {
  var arguments: [String]
  var directory: String?
  var environment: CommandEnvironment

  /// The templates see the agent's input: its fields by name, and the whole as `input`.
  init(_ spec: CommandSpec, _ request: ExecutionRequest, _ surroundings: CommandSurroundings) throws(RunError) {
    let fields = request.input.objectValue ?? [:]
    let scope = DataScope(context: fields, input: fields, now: request.startedAt)
    var texts: [String] = []
    for argument in spec.arguments { texts.append(try Self.text(argument, in: scope)) }
    arguments = spec.shell ? ["/bin/sh", "-c", texts.first ?? "", "sh"] + texts.dropFirst() : texts
    directory = try spec.directory.map { (template) throws(RunError) in try Self.text(template, in: scope) }
    environment = CommandEnvironment(request, own: surroundings.environment)
    for variable in spec.environment { environment.set(variable.name, try Self.text(variable.value, in: scope)) }
    try Self.requireUsable(arguments)
    arguments[0] = Self.program(arguments[0], beside: surroundings.agents)
  }

  private static func text(_ argument: CommandSpec.Argument, in scope: DataScope) throws(RunError) -> String {
    switch argument {
    case .literal(let text): text
    case .template(let template): try text(template, in: scope)
    }
  }

  /// A string as it is, nothing for null, any other value as JSON.
  private static func text(_ template: Template, in scope: DataScope) throws(RunError) -> String {
    let value = try template.render(in: scope)
    return value.isNull ? "" : value.stringValue ?? value.text
  }

  /// `bin/check` lies beside the agents' files (a fresh working folder holds nothing); `python3` is found in PATH.
  private static func program(_ name: String, beside folder: String) -> String {
    name.contains("/") && !name.hasPrefix("/") ? "\(folder)/\(name)" : name
  }

  private static func requireUsable(_ arguments: [String]) throws(RunError) {
    guard let program = arguments.first, !program.isEmpty else {
      throw RunError(.validation, "the agent's argv names no program")
    }
    if let index = arguments.firstIndex(where: { $0.utf8.contains(0) }) {
      throw RunError(.validation, "argument \(index) of the command holds a NUL, which no argument can")
    }
  }
}
