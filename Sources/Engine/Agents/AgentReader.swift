import Digest
public import Documents
import JSON

extension AgentDefinition {
  /// Reads the file of an agent. Nil exactly when the report has errors.
  ///
  /// - Parameter fallbackID: the id of a file that names none: its name without extension.
  public static func read(
    _ document: Document, fallbackID: String? = nil
  ) -> (agent: AgentDefinition?, report: CheckReport) {
    let findings = Findings(document)
    let agent = AgentReader(findings: findings)?.agent(fallbackID: fallbackID)
    let report = findings.report
    return (report.hasErrors ? nil : agent, report)
  }

  /// The same from a text. One that is no YAML or JSON is reported with code `syntax`.
  public static func read(
    text: String, named name: String, format: DocumentFormat? = nil, fallbackID: String? = nil
  ) -> (agent: AgentDefinition?, report: CheckReport) {
    do throws(DocumentError) {
      return read(try Document.parse(text, named: name, format: format), fallbackID: fallbackID)
    } catch {
      return (nil, CheckReport(error, source: text))
    }
  }
}

/// Decodes one agent.
struct AgentReader {
  let reader: ObjectReader
  let findings: Findings
  let expressions: ExpressionCompiler

  init?(findings: Findings) {
    let whole = Field(value: findings.document.value, place: Place(), findings: findings)
    guard let reader = ObjectReader(whole, AgentKeys.agent) else { return nil }
    self.reader = reader
    self.findings = findings
    self.expressions = ExpressionCompiler(findings: findings)
  }

  func agent(fallbackID: String?) -> AgentDefinition? {
    let id = identifier(fallbackID)
    let schemas = SchemaCheck(findings: findings)
    schemas.check(reader.raw("inputSchema"))
    schemas.check(reader.raw("outputSchema"))
    guard let kind = kind(), let id else { return nil }
    var agent = AgentDefinition(
      id: id, version: reader.text("version")?.value, description: reader.text("description")?.value, kind: kind,
      inputSchema: reader.raw("inputSchema")?.value, outputSchema: reader.raw("outputSchema")?.value,
      timeout: reader.duration("timeoutSeconds")?.value, hash: hash(id), source: findings.document.text)
    agent.bounds = AgentBounds(reader)
    return agent
  }

  /// Names the content, not the way it is written: comments, order and the file's format make no difference.
  private func hash(_ id: AgentID) -> String {
    var content = findings.document.value.objectValue ?? [:]
    content["id"] = .string(id.rawValue)
    content["version"] = reader.text("version").map { .string($0.value) }
    return ContentHash.of(.object(content))
  }

  private func identifier(_ fallback: String?) -> AgentID? {
    let written = reader.text("id")
    guard let text = written?.value ?? fallback else {
      reader.missing("id")
      return nil
    }
    guard WorkflowID.isWellFormed(text), AgentDefinition.isFree(AgentID(rawValue: text)) else {
      findings.report(
        .invalidValue, at: written?.place ?? reader.place, "`\(text)` can't be an agent's id",
        expected: "\(WorkflowID.form), and no built-in name", actual: text)
      return nil
    }
    return AgentID(rawValue: text)
  }

  private func kind() -> AgentDefinition.Kind? {
    guard let field = reader.field("kind") else {
      reader.missing("kind", hint: "write `kind: command`")
      return nil
    }
    guard let kind = field.text()?.value else { return nil }
    switch kind {
    case "command": return command().map { .command($0) }
    case "noop":
      for key in AgentKeys.ofCommands {
        if let extra = reader.field(key) { extra.notFor(kind, key: key) }
      }
      return .noop
    default:
      refuse(kind, at: field)
      return nil
    }
  }

  private func refuse(_ kind: String, at field: Field) {
    if let feature = Unsupported.agentKinds[kind] { return Unsupported.report(feature, at: field.place, findings) }
    findings.report(
      .unknownType, at: field.place, "there is no kind of agents `\(kind)`", expected: "command or noop", actual: kind,
      hint: findings.nearest(to: kind, among: ["command", "noop"] + Unsupported.agentKinds.keys)
        .map { "did you mean `\($0)`?" })
  }
}

extension AgentDefinition {
  /// Whether a file may have the name: built-in agents and the engine's own actions can't be replaced.
  static func isFree(_ id: AgentID) -> Bool {
    !builtIn.contains { $0.id == id }
      && !["agent.run", "human.approval", "signal.wait", "workflow.run"].contains(id.rawValue)
      && Unsupported.actions[id.rawValue] == nil
  }
}

extension Field {
  fileprivate func notFor(_ kind: String, key: String) {
    findings.report(
      .conflictingKeys, at: place, part: .key, "an agent of kind `\(kind)` has no `\(key)`", hint: "remove it")
  }
}
