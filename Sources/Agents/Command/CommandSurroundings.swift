import Engine
public import Orchestrator

/// What commands on this host have in common.
public struct CommandSurroundings: Sendable {
  /// The path of `tick`, which is also the helper.
  public var helper: String
  /// The folder of the agents' files, beside which their own programs lie.
  public var agents: String
  /// One folder per attempt is made inside.
  public var artifacts: String
  /// One lock file for each attempt that is being performed.
  public var locks: String
  /// The program's own environment; only ``CommandEnvironment/inherited`` of it reaches commands.
  public var environment: [String: String]
  /// Bounds of what is kept of a working folder.
  public var artifactBounds = ArtifactBounds()

  public init(helper: String, agents: String, artifacts: String, locks: String, environment: [String: String]) {
    self.helper = helper
    self.agents = agents
    self.artifacts = artifacts
    self.locks = locks
    self.environment = environment
  }

  /// As an installation has them.
  public init(_ directory: DataDirectory, helper: String) {
    self.init(
      helper: helper, agents: directory.agents, artifacts: directory.artifacts,
      locks: "\(directory.workers)/attempts", environment: HostProgram.environment)
  }

  func lockFile(step: StepID, attempt: Int) -> String { "\(locks)/\(step)-\(attempt).lock" }
}
