import Engine
import Orchestrator

extension ExecutionRequest {
  init(_ assignment: Assignment, _ agent: AgentDefinition, startedAt: Instant, _ cancellation: Cancellation) {
    self.init(
      agent: agent, input: assignment.input, task: assignment.task, run: assignment.run, step: assignment.step,
      path: assignment.path, attempt: assignment.attempt, delivery: assignment.delivery,
      idempotencyKey: assignment.idempotencyKey, timeout: assignment.timeout ?? agent.timeout, startedAt: startedAt,
      cancellation: cancellation)
  }
}

extension Performance {
  /// What is reported to the run; nil when the delivery was interrupted and there is nothing to report.
  var outcome: Outcome? {
    switch result {
    case .succeeded(let output): Outcome(.success(output), log: fullLog, isLogTruncated: isLogTruncated)
    case .failed(let error): Outcome(.failure(error), log: fullLog, isLogTruncated: isLogTruncated)
    case .interrupted: nil
    }
  }

  private var isLogTruncated: Bool { log?.isTruncated ?? false }

  private var fullLog: String? {
    guard orphanSuspected else { return log?.text }
    let remark = "escapement: orphanSuspected: a process of an earlier delivery may have been alive beside this one"
    return [log?.text, remark].compactMap { $0 }.joined(separator: "\n")
  }
}
