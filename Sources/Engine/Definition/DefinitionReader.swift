public import Documents
import JSON

/// Reads workflow definitions: decodes them strictly, checks them, and compiles them.
public enum DefinitionReader {
  /// The program, unless the report has errors. All that is wrong is reported at once, in the order of the source.
  ///
  /// - Parameters:
  ///   - fallbackID: the id of a definition that names none: its file's name without `.workflow.yaml`.
  ///   - agents: what the definition may run. Without it unknown agents are only warned about.
  ///   - zones: the time zones that it may name. Without it their names aren't looked at.
  public static func read(
    _ document: Document, fallbackID: String? = nil, agents: AgentCatalog? = nil, zones: ZoneData? = nil
  ) -> (program: Program?, report: CheckReport) {
    let findings = Findings(document)
    let program = program(findings, fallbackID: fallbackID, agents: agents, zones: zones)
    let report = findings.report
    return (report.hasErrors ? nil : program, report)
  }

  /// The same from a text. One that is no YAML or JSON is reported with code `syntax`.
  ///
  /// - Parameter name: what the report calls the text: its file's path, or `request body`.
  public static func read(
    text: String, named name: String, format: DocumentFormat? = nil, fallbackID: String? = nil,
    agents: AgentCatalog? = nil, zones: ZoneData? = nil
  ) -> (program: Program?, report: CheckReport) {
    do throws(DocumentError) {
      let document = try Document.parse(text, named: name, format: format, limits: .definition)
      return read(document, fallbackID: fallbackID, agents: agents, zones: zones)
    } catch {
      return (nil, CheckReport(error, source: text))
    }
  }

  private static func program(
    _ findings: Findings, fallbackID: String?, agents: AgentCatalog?, zones: ZoneData?
  ) -> Program? {
    let limits = LimitCheck(findings: findings)
    guard limits.admits(findings.document.text) else { return nil }
    guard let tree = tree(findings, fallbackID: fallbackID, agents: agents) else { return nil }
    limits.check(tree)
    NameCheck(findings: findings).check(tree)
    FlowCheck(findings: findings).check(tree)
    RecursionCheck(findings: findings).check(tree)
    SchemaCheck(findings: findings).check(tree)
    CronStartCheck(findings: findings).check(tree)
    if let zones { ZoneCheck(findings: findings, zones: zones).check(tree) }
    TestCheck(findings: findings, catalog: agents).check(tree)
    AgentCheck(findings: findings, catalog: agents).check(tree)
    if let agents {
      var inputs = AgentInputCheck(findings: findings, catalog: agents)
      inputs.check(tree)
      var handovers = HandoverCheck(findings: findings, catalog: agents, tree: tree)
      handovers.check()
    }
    return ProgramCompiler.compile(tree, findings)
  }

  /// Each dialect has a decoder; from here on they are all the same.
  private static func tree(_ findings: Findings, fallbackID: String?, agents: AgentCatalog?) -> WorkflowTree? {
    switch findings.document.value.objectValue.map(DefinitionDialect.init(of:)) ?? .states {
    case .states: WorkflowDecoder(findings, catalog: agents).decode(fallbackID: fallbackID)
    case .tasks: TasksDecoder(findings: findings, catalog: agents).decode(fallbackID: fallbackID)
    case .steps: StepsDecoder(findings: findings).decode(fallbackID: fallbackID)
    }
  }
}

extension DocumentLimits {
  /// Room for a definition at its own limits: ten thousand states of some thirty values.
  public static let definition = DocumentLimits(bytes: LimitCheck.mostBytes, values: 400_000)
}
