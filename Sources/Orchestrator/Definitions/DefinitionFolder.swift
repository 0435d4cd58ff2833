public import Engine

/// A folder with workflows and the agents that they name, looked at without an installation: an author's own folder,
/// `Examples`, a data directory.
public struct DefinitionFolder: Sendable {
  /// The workflows' files, sorted.
  public let workflows: [String]
  public let agents: AgentCatalog

  /// Whether there are agents beside the workflows.
  public var hasAgents: Bool { agents.names.count > AgentCatalog().names.count }

  /// A folder with `workflows/` and `agents/` in it, or one that holds workflows itself. A single file brings the
  /// agents of the folder that it lies in, or of the one above.
  ///
  /// - Throws: ``HostFile/Failure`` when something is missing or can't be read.
  public init(_ path: String) throws(HostFile.Failure) {
    guard let status = try HostFile.status(of: path) else {
      _ = try HostFile.read(path, limit: 1)
      (workflows, agents) = ([], AgentCatalog())
      return
    }
    guard status.isDirectory else {
      workflows = [path]
      agents = try Self.agents(above: path)
      return
    }
    let inner = "\(path)/workflows"
    let folder = try HostFile.status(of: inner)?.isDirectory == true ? inner : path
    workflows = try Self.definitions(in: folder, depth: 0).filter { Self.isWorkflow($0) }
    let own = try Self.agents(in: "\(path)/agents")
    agents = own.names.count > AgentCatalog().names.count ? own : try Self.agents(above: "\(path)/.")
  }

  /// Reads and checks one of the workflows.
  public func check(_ file: String) throws(HostFile.Failure) -> (program: Program?, report: CheckReport) {
    let checked = CheckedWorkflow(try DefinitionText(file: file), agents: agents)
    return (checked.program, checked.report)
  }

  private static let deepest = 8

  private static func definitions(in folder: String, depth: Int) throws(HostFile.Failure) -> [String] {
    guard depth < deepest else { return [] }
    var found: [String] = []
    for name in try HostFile.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      guard let status = try HostFile.status(of: path) else { continue }
      if status.isDirectory {
        found += try definitions(in: path, depth: depth + 1)
      } else if [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) {
        found.append(path)
      }
    }
    return found
  }

  /// Other YAML may lie about; a workflow has states, tasks or steps.
  private static func isWorkflow(_ path: String) -> Bool {
    guard let text = try? HostFile.readText(path) else { return true }
    if path.contains(".workflow.") { return true }
    return ["states:", "tasks:", "steps:", "\"states\"", "\"tasks\"", "\"steps\""].contains(where: text.contains)
      && !path.contains("/agents/")
  }

  private static func agents(in folder: String) throws(HostFile.Failure) -> AgentCatalog {
    guard try HostFile.status(of: folder)?.isDirectory == true else { return AgentCatalog() }
    var agents: [AgentDefinition] = []
    for file in try definitions(in: folder, depth: 0) {
      guard let agent = CheckedAgent(try DefinitionText(file: file)).agent else { continue }
      agents.append(agent)
    }
    return AgentCatalog(agents)
  }

  private static func agents(above path: String) throws(HostFile.Failure) -> AgentCatalog {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for up in 0..<2 where parts.count >= up {
      let folder = parts.dropLast(up).joined(separator: "/")
      let candidate =
        folder.isEmpty ? (up < parts.count ? "/agents" : up == 0 ? "agents" : "../agents") : "\(folder)/agents"
      if try HostFile.status(of: candidate)?.isDirectory == true { return try agents(in: candidate) }
    }
    return AgentCatalog()
  }
}
