public import Engine
import Store

/// A step that could be performed if its agent were not at its bounds.
public struct HeldUpStep: Hashable, Sendable {
  public let path: String
  public let agent: AgentID
  /// `2 of at most 2 are at work`
  public let reason: String

  public var words: String { "\(path) for the agent '\(agent)': \(reason)" }
}

extension Installation {
  /// Which of a run's queued steps wait because only so much of their agent may go on; a few of them.
  public func heldUpSteps(of run: Run) throws -> [HeldUpStep] {
    guard run.status == .running else { return [] }
    let now = clock.now()
    return try storage.read { try $0.queuedSteps(of: run.id) }.compactMap { step in
      guard let agent = try? self.agent(step.agent, of: run.tenant), agent.bounds != .none else { return nil }
      let bounded = BoundedAgent(tenant: run.tenant, agent: agent.id, bounds: agent.bounds)
      let load = try storage.read { try $0.load(of: bounded, at: now) }
      return agent.bounds.reason(load).map { HeldUpStep(path: step.path, agent: agent.id, reason: $0) }
    }
  }
}

extension AgentBounds {
  /// Why no more of the agent may be begun; nil while it may.
  fileprivate func reason(_ load: AgentLoad) -> String? {
    if let maxConcurrency, load.atWork >= maxConcurrency {
      return "\(load.atWork) of at most \(maxConcurrency) are at work"
    }
    if let rate, load.begun >= rate.count {
      return "\(load.begun) of at most \(rate.count) were begun within \(rate.per.inSeconds)"
    }
    return nil
  }
}
