/// Work for an executor.
public enum Operation: Sendable {
  /// `agent.run`: the agent's name (a template may choose it), the prompt, further input.
  case agent(name: Template, task: Template?, variables: Template?)
  /// A built-in or pack action; its input is the node's.
  case action(AgentID)
}

/// The first true condition wins.
public struct Switch: Sendable {
  public var dataPath: DataPath?
  public var cases: [Case]
  public var defaultNext: Successor?

  public init(dataPath: DataPath?, cases: [Case], defaultNext: Successor?) {
    self.dataPath = dataPath
    self.cases = cases
    self.defaultNext = defaultNext
  }

  public struct Case: Sendable {
    public var condition: Condition
    public var next: Successor

    public init(condition: Condition, next: Successor) {
      self.condition = condition
      self.next = next
    }
  }
}
