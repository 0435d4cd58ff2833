import JSON
import JSONSchema

/// What schemas say: the same as to a real run, and that an answer that was made up could come.
extension SimulatedRun {
  /// No run would be started with an input that doesn't fit.
  mutating func checkInput() {
    guard let schema = schema(decider.program.inputSchema) else { return }
    let filled = schema.applyDefaults(to: .object(snapshot.run.input))
    let violations = schema.violations(of: filled, assertFormats: true)
    if violations.isEmpty {
      snapshot.run.input = filled.objectValue ?? snapshot.run.input
    } else {
      report.stuck = "the input doesn't fit the workflow's inputSchema: \(Self.list(violations, at: "input"))"
    }
  }

  /// An agent's input with its schema's defaults, or the error that the attempt would end with.
  mutating func checkedInput(of step: Step) -> Result<JSONValue, RunError> {
    let input = step.input ?? .null
    guard let agent = agent(of: step), let schema = schema(agent.inputSchema) else { return .success(input) }
    let filled = schema.applyDefaults(to: input)
    guard let first = schema.violations(of: filled).first else { return .success(filled) }
    let message = "the input doesn't match the inputSchema of agent \(agent.id): \(first.message)"
    return .failure(RunError(.validation, message))
  }

  /// Why an agent couldn't answer with a value; nil when it could.
  mutating func misfit(_ output: JSONValue, of step: Step) -> String? {
    guard let agent = agent(of: step), let schema = schema(agent.outputSchema) else { return nil }
    let violations = schema.violations(of: output)
    guard !violations.isEmpty else { return nil }
    return "the fixture for `\(step.path)` doesn't fit the outputSchema of agent `\(agent.id)`: "
      + Self.list(violations, at: "fixture")
  }

  private func agent(of step: Step) -> AgentDefinition? {
    step.executor.flatMap { decider.environment.agents.agent($0) }
  }

  /// Compiled once; nil when there is none, or one that the agent's own check refuses.
  private mutating func schema(_ source: JSONValue?) -> Schema? {
    guard let source else { return nil }
    if let known = schemas[source] { return known }
    guard let schema = try? Schema(compiling: source) else { return nil }
    schemas[source] = schema
    return schema
  }

  private static func list(_ violations: [Violation], at root: String) -> String {
    let named = violations.prefix(mostNamed).map { "\(root)\($0.instancePath): \($0.message)" }
    let others = violations.count - named.count
    return named.joined(separator: "; ") + (others > 0 ? "; and \(others) more" : "")
  }

  /// Enough to repair a value by.
  private static let mostNamed = 5
}
