import Digest
import Documents
import Engine
import JSON

/// A workflow's text after checking: the program, if there are no errors, and what was found.
struct CheckedWorkflow {
  var program: Program?
  var report: CheckReport
  /// SHA-256 (hex) of what the definition says, however it is written.
  var hash: String
  var format: DocumentFormat

  /// - Parameters:
  ///   - agents: nil when they aren't known: then unknown ones are warnings.
  ///   - zones: nil when it doesn't matter whether the zones exist that the workflow names.
  init(_ definition: DefinitionText, agents: AgentCatalog?, zones: ZoneData? = .system) {
    do {
      let document = try Document.parse(definition.text, named: definition.name, format: definition.format)
      let (program, report) = DefinitionReader.read(
        document, fallbackID: definition.fallbackID, agents: agents, zones: zones)
      self.program = report.hasErrors ? nil : program
      self.report = report
      self.format = document.format
      self.hash = Self.hash(of: document, program: program)
    } catch {
      self.program = nil
      self.report = .unreadable(definition, error)
      self.format = definition.format ?? .yaml
      self.hash = sha256Hex(definition.text)
    }
  }

  /// Comments and the file's format make no difference. Labels are hashed as they are written: `version: 1.10` is
  /// another one than `version: 1.1`, though the numbers are equal; and `1.0` is another value than `1` for an
  /// expression.
  private static func hash(of document: Document, program: Program?) -> String {
    let labels = [program?.workflow.rawValue, program?.version, program?.name, program?.description]
    let content: JSONValue = [
      "definition": document.value, "labels": .array(labels.map { $0.map { .string($0) } ?? .null }),
    ]
    return sha256Hex(content.text)
  }
}

/// An agent's text after checking.
struct CheckedAgent {
  var agent: AgentDefinition?
  var report: CheckReport
  var format: DocumentFormat

  init(_ definition: DefinitionText) {
    do {
      let document = try Document.parse(definition.text, named: definition.name, format: definition.format)
      let (agent, report) = AgentDefinition.read(document, fallbackID: definition.fallbackID)
      self.agent = report.hasErrors ? nil : agent
      self.report = report
      self.format = document.format
    } catch {
      self.agent = nil
      self.report = .unreadable(definition, error)
      self.format = definition.format ?? .yaml
    }
  }
}

extension CheckReport {
  /// A text that isn't even YAML or JSON.
  fileprivate static func unreadable(_ definition: DefinitionText, _ error: DocumentError) -> CheckReport {
    let issue = CheckIssue(.syntax, line: error.line, column: error.column, message: error.message, hint: error.hint)
    return CheckReport(file: definition.name, source: definition.text, issues: [issue])
  }
}
