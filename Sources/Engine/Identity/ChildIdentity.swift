import Digest

extension RunID {
  /// The run that the present attempt of a step starts, as a lower-case ULID. It follows from the step: a worker that
  /// dies between starting the child and telling the parent is followed by one that finds the child there.
  public static func child(of step: Step) -> RunID {
    let digits = sha256Hex("\(step.id)\0\(step.attempt)")
    let random = [digits.prefix(10), digits.dropFirst(10).prefix(10)].map { UInt64($0, radix: 16) ?? 0 }
    return RunID(
      rawValue: CrockfordBase32.text(of: UInt64(clamping: step.createdAt.milliseconds), characters: 10)
        + random.map { CrockfordBase32.text(of: $0, characters: 8) }.joined())
  }
}

extension AgentID {
  /// What performs a `workflow` step: the engine's own hands, no agent.
  public static let workflowRun = AgentID(rawValue: "workflow.run")
}
