public import Engine

/// Which executor performs which kind of agent: the one place where kinds are mapped.
public struct ExecutorRegistry: Sendable {
  private let command: CommandExecutor
  private let noop = NoopExecutor()

  public init(surroundings: CommandSurroundings) { command = CommandExecutor(surroundings: surroundings) }

  public func executor(for agent: AgentDefinition) -> any Executor {
    switch agent.kind {
    case .command: command
    // The engine performs these itself, before a crew sees them.
    case .noop, .store: noop
    }
  }

  /// Performs one delivery; blocks until it is over. The agent's schemas guard both ends.
  public func perform(_ request: ExecutionRequest) -> Performance {
    GuardedExecutor(inner: executor(for: request.agent)).perform(request)
  }

  /// Whether performing is nothing but a value: then it needs no thread, no lock and no process.
  public static func isInstant(_ agent: AgentDefinition) -> Bool {
    switch agent.kind {
    case .noop: agent.inputSchema == nil && agent.outputSchema == nil
    case .command, .store: false
    }
  }
}
