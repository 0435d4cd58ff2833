import Engine
import JSON
import JSONSchema

/// One of an agent's two schemas, compiled.
struct AgentSchema {
  enum Side: String {
    case input
    case output
  }

  private let agent: AgentID
  private let side: Side
  private let schema: Schema

  init(_ source: JSONValue, of agent: AgentDefinition, side: Side) throws(RunError) {
    self.agent = agent.id
    self.side = side
    do {
      schema = try Schema(compiling: source)
    } catch {
      throw RunError(.internal, "the \(side.rawValue)Schema of agent \(agent.id) is no valid JSON Schema: \(error)")
    }
  }

  func withDefaults(_ value: JSONValue) -> JSONValue { schema.applyDefaults(to: value) }

  /// A text that holds JSON, bare or fenced, as that JSON, if the text itself doesn't fit.
  func parsed(_ value: JSONValue) -> JSONValue {
    guard case .string(let text) = value, !schema.accepts(value) else { return value }
    return (try? CommandOutput.json(text)) ?? value
  }

  func require(_ value: JSONValue) throws(RunError) {
    let violations = violations(value)
    guard let first = violations.first else { return }
    throw RunError(
      .validation, "the \(side.rawValue) doesn't match the \(side.rawValue)Schema of agent \(agent): \(first.message)",
      details: ["violations": .array(violations.prefix(Self.shown).map(Self.json))])
  }

  /// Enough to repair a value; a value that is wrong everywhere needs no list of everything.
  private static let shown = 20

  private func violations(_ value: JSONValue) -> [Violation] { schema.violations(of: value) }

  private static func json(_ violation: Violation) -> JSONValue {
    [
      "path": .string("\(violation.instancePath)"), "schema": .string(violation.schemaPath),
      "message": .string(violation.message),
    ]
  }
}
